package io.inferry.engine.pfa;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.pfa.program.Reasons;
import io.inferry.engine.pfa.row.AnswerWriter;
import io.inferry.engine.pfa.row.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One instance of a document, with the state that it has gathered. */
record PfaRunner(ModelId id, Answering answering, RowReader reader, AnswerWriter writer)
        implements Runner {
    private static final System.Logger LOG = System.getLogger(PfaRunner.class.getName());

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        @Nullable Object[] rows = reader.read(inputs);
        List<@Nullable Object> answers = new ArrayList<>(rows.length);
        for (int row = 0; row < rows.length; row++) {
            answers.add(answer(row, rows[row]));
        }
        return writer.write(answers, outputs);
    }

    private @Nullable Object answer(int row, @Nullable Object value) {
        try {
            return answering.answer(row, value);
        } catch (ServingException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw Failures.tooDeep(id, row);
        } catch (Exception e) { // Scala does not declare what is checked
            throw Failures.ofRow(id, row, e);
        }
    }

    @Override
    public void close() {
        try {
            answering.end();
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "pfa end failed model={0} reason={1}",
                    id,
                    Reasons.of(e));
        }
    }
}
