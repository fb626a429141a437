package io.inferry.protocol.scoring.answer;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.model.Signature;
import io.inferry.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Writes answers. */
public final class AnswerWriter {
    private static final int OK = 200;

    private AnswerWriter() {}

    /**
     * The response; the answer's tensors are read, not closed.
     *
     * @param classes the model's
     * @throws ServingException INVALID_ARGUMENT for an output that has no such form
     */
    public static HttpResponse write(Answer answer, List<String> classes, AnswerForm form) {
        Signature signature = answer.signature();
        boolean explains = signature.method().equals(Signature.EXPLAIN);
        // Whoever asked with tensors gets tensors: lists in the model's order.
        List<String> names = signature.columnar() && !explains ? classes : List.of();
        List<Output> outputs = new ArrayList<>();
        answer.outputs().forEach((name, tensor) -> outputs.add(Output.of(name, tensor, names)));
        return switch (form) {
            case JSON ->
                    HttpResponse.json(
                            OK,
                            explains
                                    ? new Explanations(signature, outputs, classes).write()
                                    : Predictions.write(outputs));
            case CSV, CSV_WITH_HEAD ->
                    new HttpResponse(
                            OK,
                            "text/csv; charset=utf-8",
                            List.of(),
                            new CsvAnswer(outputs).write(form == AnswerForm.CSV_WITH_HEAD));
        };
    }

    /** The rows that all outputs have; -1 where they do not have the same. */
    static long commonRows(List<Output> outputs) {
        long rows = outputs.isEmpty() ? -1 : outputs.getFirst().rows();
        for (Output output : outputs) {
            if (output.rows() != rows) {
                return -1;
            }
        }
        return rows;
    }
}
