package io.inferry.core;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One question of an embedding program, asked through the door like any other. */
final class Prediction {
    /** As metrics name programs that embed the engine room. */
    private static final String PROTOCOL = "embedded";

    private final Inference inference;

    Prediction(Inference inference) {
        this.inference = inference;
    }

    Map<String, Tensor> ask(String model, Map<String, Tensor> inputs) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        open(model, inputs)
                .run(InferenceRequest.of(Signature.DEFAULT_NAME, inputs), reply::complete);
        return switch (reply.join()) {
            case Answer answer -> take(answer);
            case Reply.Failure failure -> throw failure.exception();
        };
    }

    private Call open(String model, Map<String, Tensor> inputs) {
        try {
            return inference.open(ModelRef.latest(model), Exchange.begin(PROTOCOL));
        } catch (ServingException e) {
            inputs.values().forEach(Tensor::close);
            throw e;
        }
    }

    private Map<String, Tensor> take(Answer answer) {
        try (answer) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            answer.outputs().forEach((name, tensor) -> outputs.put(name, keep(tensor)));
            return outputs;
        }
    }

    /** The tensor as one that outlives the answer. */
    private Tensor keep(Tensor tensor) {
        if (tensor.shape().rank() > 0) {
            return tensor.rows(0, tensor.shape().dim(0));
        }
        return switch (tensor) {
            case NumericTensor scalar -> copy(scalar, inference.memory());
            case StringTensor scalar -> StringTensor.of(scalar.shape(), scalar.elements());
        };
    }

    private static Tensor copy(NumericTensor scalar, TensorMemory memory) {
        NumericTensor copy = NumericTensor.allocate(memory, scalar.dataType(), scalar.shape());
        MemorySegment.copy(scalar.segment(), 0, copy.segment(), 0, scalar.byteSize());
        return copy;
    }
}
