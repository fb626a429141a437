package io.inferry.engine.pfa.row;

import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pfa.program.Instance;
import io.inferry.engine.pfa.program.Program;

/** What a document takes and answers, as tensors. */
public final class Forms {
    private final RowForm rows;
    private final AnswerForm answers;

    private Forms(RowForm rows, AnswerForm answers) {
        this.rows = rows;
        this.answers = answers;
    }

    /** One answer for a row. */
    public static Forms of(Program program) {
        return new Forms(RowForm.of(program.input()), AnswerForm.of(program.output()));
    }

    /** All that is emitted for a row, in one text. */
    public static Forms ofEmitted(Program program) {
        return new Forms(RowForm.of(program.input()), AnswerForm.ofEmitted(program.output()));
    }

    /** The one signature. */
    public Signature signature() {
        return new Signature(
                Signature.DEFAULT_NAME,
                rows.specs(),
                answers.specs(),
                Signature.PREDICT,
                rows.optional(),
                rows.isColumnar());
    }

    /** What reads requests for an instance. */
    public RowReader reader(Instance instance) {
        return new RowReader(rows, instance);
    }

    /** What writes an instance's answers. */
    public AnswerWriter writer(Instance instance, TensorMemory memory) {
        return new AnswerWriter(answers, instance, memory);
    }
}
