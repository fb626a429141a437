package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a signature can classify or regress, by the names of its inputs and outputs.
 */
public final class Heads {
    private final boolean methodNameChecked;
    private final TensorMemory memory;

    /**
     * @param methodNameChecked whether a signature must also be marked with the method, as
     *     upstream's {@code --enable_signature_method_name_check} wants it
     * @param memory where tables are read to
     */
    public Heads(boolean methodNameChecked, TensorMemory memory) {
        this.methodNameChecked = methodNameChecked;
        this.memory = memory;
    }

    /**
     * The head that a Classify or Regress call means.
     *
     * @param name empty for the default signature
     * @throws ServingException INVALID_ARGUMENT or FAILED_PRECONDITION in upstream's words
     */
    public Head find(ModelDescription model, String name, ExampleMethod method) {
        @Nullable Signature signature = model.signatures().get(Head.nameOf(name));
        if (signature == null) {
            throw ServingException.invalidArgument(
                    "No signature was found with the name: " + Head.nameOf(name));
        }
        return of(model, signature, method);
    }

    /**
     * The head of a signature, or of its columnar twin where it takes no examples itself.
     *
     * @throws ServingException INVALID_ARGUMENT or FAILED_PRECONDITION in upstream's words
     */
    Head of(ModelDescription model, Signature signature, ExampleMethod method) {
        Optional<Signature> table =
                methodNameChecked || takesExamples(signature)
                        ? Optional.empty()
                        : model.columnar(signature.name());
        return table.map(columnar ->
                        new Head(
                                columnar,
                                method,
                                List.of(TableAnswers.output(columnar, method)),
                                new ExampleForm.Table(memory, model.classes())))
                .orElseGet(() -> of(signature, method));
    }

    private static boolean takesExamples(Signature signature) {
        return !signature.columnar()
                && signature
                        .input(Head.INPUTS)
                        .filter(input -> input.dataType() == DataType.STRING)
                        .isPresent();
    }

    /**
     * A signature's head.
     *
     * @throws ServingException INVALID_ARGUMENT or FAILED_PRECONDITION in upstream's words
     */
    Head of(Signature signature, ExampleMethod method) {
        if (methodNameChecked && !signature.method().equals(method.methodName())) {
            throw ServingException.invalidArgument(
                    "Expected "
                            + method.noun()
                            + " signature method_name to be "
                            + method.methodName()
                            + ". Was: "
                            + signature.method());
        }
        if (signature.inputs().size() != 1) {
            throw ServingException.invalidArgument("Expected one input Tensor.");
        }
        List<String> outputs =
                switch (method) {
                    case CLASSIFY -> classifyOutputs(signature);
                    case REGRESS -> regressOutputs(signature);
                };
        checkType(signature);
        return new Head(signature, method, outputs, new ExampleForm.Serialized());
    }

    /** Upstream leaves this to TensorFlow, whose words these are. */
    private static void checkType(Signature signature) {
        DataType type = signature.inputs().getFirst().dataType();
        if (type != DataType.STRING) {
            throw ServingException.invalidArgument(
                    "Expects arg[0] to be " + TypeName.of(type).text() + " but string is provided");
        }
    }

    private static List<String> classifyOutputs(Signature signature) {
        int count = signature.outputs().size();
        if (count != 1 && count != 2) {
            throw ServingException.invalidArgument(
                    "Expected one or two output Tensors, found " + count);
        }
        checkInput(signature, ExampleMethod.CLASSIFY);
        List<String> found =
                Stream.of(Head.CLASSES, Head.SCORES)
                        .filter(name -> signature.output(name).isPresent())
                        .toList();
        if (found.isEmpty()) {
            throw ServingException.failedPrecondition(
                    "Expected classification signature outputs to contain at least one of"
                            + " \"classes\" or \"scores\". Signature was: "
                            + SignatureText.of(signature));
        }
        return found;
    }

    private static List<String> regressOutputs(Signature signature) {
        if (signature.outputs().size() != 1) {
            throw ServingException.invalidArgument("Expected one output Tensor.");
        }
        checkInput(signature, ExampleMethod.REGRESS);
        if (signature.output(Head.OUTPUTS).isEmpty()) {
            throw missing("outputs", signature, ExampleMethod.REGRESS);
        }
        return List.of(Head.OUTPUTS);
    }

    private static void checkInput(Signature signature, ExampleMethod method) {
        if (signature.input(Head.INPUTS).isEmpty()) {
            throw missing("inputs", signature, method);
        }
    }

    private static ServingException missing(
            String what, Signature signature, ExampleMethod method) {
        return ServingException.failedPrecondition(
                "No "
                        + method.noun()
                        + " "
                        + what
                        + " found in SignatureDef: "
                        + SignatureText.of(signature));
    }
}
