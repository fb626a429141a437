package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.contracts.CountingMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;

/** One loaded model with one runner. */
record Workbench(CountingMemory memory, Model model, Runner runner) implements AutoCloseable {
    static Workbench of(String model) {
        return of(Models.at(model), Map.of());
    }

    static Workbench of(Path artifact, Map<String, String> options) {
        CountingMemory memory = new CountingMemory();
        Model model =
                new TensorFlowEngine()
                        .load(new LoadRequest(new ModelId("made", 1), artifact, options, memory));
        return new Workbench(memory, model, model.newRunner());
    }

    Signature signature(String name) {
        Signature signature = model.signatures().get(name);
        assertThat(signature).as("signature %s of %s", name, model.signatures()).isNotNull();
        return signature;
    }

    /** Runs a signature for all its outputs and closes its inputs. */
    Map<String, Tensor> run(String name, Map<String, Tensor> inputs) {
        Signature signature = signature(name);
        try {
            return runner.run(
                    signature, inputs, signature.outputs().stream().map(TensorSpec::name).toList());
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    /** Runs the default signature. */
    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(Signature.DEFAULT_NAME, inputs);
    }

    /** Runs a signature for its FLOAT32 output of this name. */
    float[] floats(String name, String output, Map<String, Tensor> inputs) {
        Map<String, Tensor> answer = run(name, inputs);
        float[] values = ((NumericTensor) answer.get(output)).toFloats();
        answer.values().forEach(Tensor::close);
        return values;
    }

    NumericTensor floats(float... values) {
        return NumericTensor.ofFloats(memory, Shape.of(values.length), values);
    }

    /** Serialized {@code tf.Example}s with one feature of one number. */
    static StringTensor examples(String feature, float... values) {
        List<byte[]> elements = new ArrayList<>();
        for (float value : values) {
            elements.add(example(feature, value));
        }
        return StringTensor.of(Shape.of(values.length), elements);
    }

    /** One serialized {@code tf.Example} with a feature of these numbers. */
    static byte[] example(String feature, float... values) {
        FloatList.Builder floats = FloatList.newBuilder();
        for (float value : values) {
            floats.addValue(value);
        }
        return Example.newBuilder()
                .setFeatures(
                        Features.newBuilder()
                                .putFeature(
                                        feature, Feature.newBuilder().setFloatList(floats).build()))
                .build()
                .toByteArray();
    }

    /** Closes all, and sees that nothing is left. */
    @Override
    public void close() {
        runner.close();
        model.close();
        assertThat(memory.blocks()).as("tensors that nobody closed").isZero();
    }
}
