package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.List;

/**
 * Reads requests with examples that were kept in a file. The model that they name is not looked at.
 */
public final class StoredExamples {
    private final ModelDescription model;
    private final Terms terms;
    private final Heads heads;

    /**
     * @param model what will run them
     * @param memory where tables are read to
     */
    public StoredExamples(ModelDescription model, Terms terms, TensorMemory memory) {
        this.model = model;
        this.terms = terms;
        this.heads = new Heads(false, memory);
    }

    /**
     * What a ClassificationRequest or RegressionRequest asks the model.
     *
     * @throws ServingException as a call with this message would be refused
     */
    public InferenceRequest one(ProtoReader request, ExampleMethod method) {
        ExampleMessage message = ExampleMessage.read(request);
        String signature = message.model().map(spec -> spec.signature()).orElse("");
        return of(signature, method, message.examples());
    }

    /** What the tasks of a MultiInferenceRequest ask the model, one by one. */
    public List<InferenceRequest> tasks(ProtoReader request) {
        MultiInferenceMessage message = MultiInferenceMessage.read(request);
        return message.tasks().stream()
                .map(task ->
                        of(
                                task.model().signature(),
                                ExampleMethod.named(task.methodName())
                                        .orElseThrow(() -> unsupported(task.methodName())),
                                message.examples()))
                .toList();
    }

    private InferenceRequest of(String signature, ExampleMethod method, List<byte[]> examples) {
        Head head = heads.find(model, signature, method);
        return new HeadRun(head, ServedHeads.notEmpty(examples), terms).request();
    }

    private static ServingException unsupported(String methodName) {
        return ServingException.unimplemented("Unsupported signature method_name: " + methodName);
    }
}
