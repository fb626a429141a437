package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sample that is loaded, with one runner. */
record LoadedSample(ModelSample sample, Model model, Runner runner, CountingMemory memory)
        implements AutoCloseable {
    GoldenCase golden() {
        return sample.cases().getFirst();
    }

    /** Another runner of the same model. */
    LoadedSample beside() {
        return new LoadedSample(sample, model, model.newRunner(), memory);
    }

    Signature signature(String name) {
        return present(model.signatures(), name);
    }

    /** What the first case's first input is declared as. */
    TensorSpec firstInput() {
        return signature(golden().signature()).inputs().getFirst();
    }

    /** The shape of that input in the first case. */
    Shape firstShape() {
        return present(golden().inputs(), firstInput().name()).shape();
    }

    /** The first case's inputs with another tensor for the first. */
    Map<String, Tensor> inputsWith(Tensor replacement) {
        Map<String, Tensor> inputs = golden().inputTensors(memory);
        Tensor old = inputs.put(firstInput().name(), replacement);
        if (old != null) {
            old.close();
        }
        return inputs;
    }

    /** Runs one case for all outputs and closes its inputs. */
    Map<String, Tensor> run(GoldenCase golden) {
        Map<String, Tensor> inputs = golden.inputTensors(memory);
        try {
            return run(golden.signature(), inputs);
        } finally {
            close(inputs);
        }
    }

    Map<String, Tensor> run(String signatureName, Map<String, Tensor> inputs) {
        Signature signature = signature(signatureName);
        return runner.run(
                signature, inputs, signature.outputs().stream().map(TensorSpec::name).toList());
    }

    /** The bytes of the numeric answers to the first case. */
    List<byte[]> answerBytes() {
        Map<String, Tensor> answer = run(golden());
        List<byte[]> bytes = new ArrayList<>();
        for (Tensor tensor : answer.values()) {
            if (tensor instanceof NumericTensor numbers) {
                bytes.add(numbers.segment().toArray(ValueLayout.JAVA_BYTE));
            }
        }
        close(answer);
        return bytes;
    }

    void assertAnswersRight(GoldenCase golden) {
        Map<String, Tensor> answer = run(golden);
        golden.assertMatches(answer, sample.tolerance());
        close(answer);
    }

    /** Fails unless the caller is told that these inputs are wrong; closes them. */
    void assertRefused(Map<String, Tensor> inputs) {
        assertThatThrownBy(() -> run(golden().signature(), inputs))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        close(inputs);
    }

    static void close(Map<String, Tensor> tensors) {
        tensors.values().forEach(Tensor::close);
    }

    static <T> T present(Map<String, T> named, String name) {
        T value = named.get(name);
        if (value == null) {
            throw new AssertionError("no '" + name + "' in " + named.keySet());
        }
        return value;
    }

    @Override
    public void close() {
        runner.close();
        model.close();
    }
}
