package io.inferry.protocol.openinference.echo;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.List;
import java.util.Map;

record EchoModel(Signature signature, TensorMemory memory) implements Model, Runner {
    @Override
    public Map<String, Signature> signatures() {
        return Map.of(signature.name(), signature);
    }

    @Override
    public String platform() {
        return "echo";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return this;
    }

    @Override
    public Map<String, Tensor> run(
            Signature wanted, Map<String, Tensor> inputs, List<String> outputs) {
        return switch (inputs.get("in")) {
            case NumericTensor numbers -> {
                NumericTensor copy =
                        NumericTensor.allocate(memory, numbers.dataType(), numbers.shape());
                copy.segment().copyFrom(numbers.segment());
                yield Map.of("out", copy);
            }
            case StringTensor texts ->
                    Map.of("out", StringTensor.of(texts.shape(), texts.elements()));
            case null -> throw new IllegalStateException("no input among " + inputs.keySet());
        };
    }

    @Override
    public void close() {}
}
