package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A signature that takes examples, and what it is asked for.
 *
 * @param outputs the outputs that the answer is made of
 * @param form how it takes them
 */
public record Head(
        Signature signature, ExampleMethod method, List<String> outputs, ExampleForm form) {
    /** The name of the one input. */
    static final String INPUTS = "inputs";

    /** Labels of classes. */
    static final String CLASSES = "classes";

    /** Scores of classes. */
    static final String SCORES = "scores";

    /** The value of a regression. */
    static final String OUTPUTS = "outputs";

    public Head {
        outputs = List.copyOf(outputs);
    }

    /**
     * What the model gets of these examples; whoever runs it closes the tensors.
     *
     * @throws ServingException INVALID_ARGUMENT when they are no rows of the table that it takes
     */
    Map<String, Tensor> inputs(List<byte[]> examples) {
        return switch (form) {
            case ExampleForm.Serialized serialized ->
                    Map.of(INPUTS, StringTensor.of(Shape.of(examples.size()), examples));
            case ExampleForm.Table table -> ExampleTable.read(signature, examples, table.memory());
        };
    }

    /**
     * What the model's outputs say of so many examples.
     *
     * @throws ServingException INVALID_ARGUMENT when they are not what the method answers with
     */
    ExampleResult result(Map<String, Tensor> answers, int examples) {
        return switch (form) {
            case ExampleForm.Serialized serialized -> ExampleResult.of(method, answers, examples);
            case ExampleForm.Table table ->
                    TableAnswers.of(this, table.classes(), answers, examples);
        };
    }

    /** The signature that a request means by this name. */
    static String nameOf(String requested) {
        return requested.isEmpty() ? Signature.DEFAULT_NAME : requested;
    }
}
