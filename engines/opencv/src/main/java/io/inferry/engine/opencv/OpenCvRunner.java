package io.inferry.engine.opencv;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.opencv.runtime.NativeMat;
import io.inferry.engine.opencv.runtime.NativeNet;
import io.inferry.engine.opencv.runtime.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One net: it keeps values between calls. Inputs are copied into it, outputs out of it. */
final class OpenCvRunner implements Runner {
    private final ModelId id;
    private final Signature signature;
    private final Map<String, Answering> answers;
    private final TensorMemory memory;
    private final NativeNet net;

    /**
     * Makes the net.
     *
     * @throws RefusedException when the library does not take it
     */
    OpenCvRunner(OpenCvModel model, TensorMemory memory) throws RefusedException {
        this.id = model.id();
        this.signature = model.signature();
        this.answers =
                model.trial().outputs().stream()
                        .collect(Collectors.toMap(Answering::name, answering -> answering));
        this.memory = memory;
        this.net = model.files().open();
    }

    @Override
    public Map<String, Tensor> run(
            Signature called, Map<String, Tensor> inputs, List<String> outputs) {
        List<NumericTensor> feeds = Feeds.of(id, signature, inputs);
        if (outputs.isEmpty()) {
            return Map.of();
        }
        List<Answering> wanted = wanted(outputs);
        List<TensorSpec> specs = signature.inputs();
        try {
            for (int i = 0; i < feeds.size(); i++) {
                NumericTensor feed = feeds.get(i);
                net.set(specs.get(i).name(), feed.segment(), Feeds.dims(feed.shape()));
            }
            return read(wanted, net.forward(outputs));
        } catch (RefusedException e) {
            throw failure(feeds, e);
        }
    }

    private List<Answering> wanted(List<String> outputs) {
        List<Answering> wanted = new ArrayList<>(outputs.size());
        for (String name : outputs) {
            Answering answering = answers.get(name);
            if (answering == null) {
                throw ServingException.invalidArgument(
                        "model %s has no output '%s'".formatted(id, name));
            }
            wanted.add(answering);
        }
        return wanted;
    }

    private Map<String, Tensor> read(List<Answering> wanted, NativeMat[] mats)
            throws RefusedException {
        Map<String, Tensor> read = LinkedHashMap.newLinkedHashMap(mats.length);
        try {
            for (int i = 0; i < mats.length; i++) {
                read.put(wanted.get(i).name(), read(wanted.get(i), mats[i]));
            }
            return read;
        } catch (RefusedException | RuntimeException e) {
            read.values().forEach(Tensor::close);
            throw e;
        } finally {
            for (NativeMat mat : mats) {
                mat.close();
            }
        }
    }

    private NumericTensor read(Answering answering, NativeMat mat) throws RefusedException {
        Shape shape = answering.of(mat.shape());
        NumericTensor tensor = NumericTensor.allocate(memory, mat.dataType(), shape);
        try {
            tensor.segment().copyFrom(mat.elements(tensor.byteSize()));
            return tensor;
        } catch (RefusedException | RuntimeException e) {
            tensor.close();
            throw e;
        }
    }

    /** The shapes are the caller's where the signature leaves them open; all else is the net's. */
    private ServingException failure(List<NumericTensor> feeds, RefusedException failure) {
        String text =
                "model %s with inputs of %s: %s"
                        .formatted(
                                id,
                                feeds.stream().map(NumericTensor::shape).toList(),
                                failure.said());
        if (text.contains("Failed to allocate")) {
            return ServingException.resourceExhausted(text);
        }
        return text.contains("Assertion failed")
                ? ServingException.invalidArgument(text)
                : ServingException.of(ErrorCode.INTERNAL, text, failure);
    }

    @Override
    public void close() {
        net.close();
    }
}
