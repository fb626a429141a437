package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.NativeHeap;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.opencv.runtime.NativeLibrary;
import io.inferry.engine.opencv.runtime.RefusedException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two files in memory, from which every runner makes a net of its own. */
record OpenCvModel(ModelId id, NetFiles files, Trial trial, Signature signature, Rooms rooms)
        implements Model {
    /** Where things are. */
    record Rooms(TensorMemory memory, Arena arena) {}

    static OpenCvModel of(ModelId id, NetFiles files, Trial trial, Rooms rooms) {
        return new OpenCvModel(id, files, trial, signature(trial), rooms);
    }

    static Signature signature(Trial trial) {
        return new Signature(
                Signature.DEFAULT_NAME,
                trial.inputs().stream()
                        .map(input -> new TensorSpec(input.name(), DataType.FLOAT32, input.shape()))
                        .toList(),
                trial.outputs().stream()
                        .map(output ->
                                new TensorSpec(output.name(), DataType.FLOAT32, output.shape()))
                        .toList());
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(Signature.DEFAULT_NAME, signature);
    }

    @Override
    public String platform() {
        return switch (files.artifact().reader()) {
            case CAFFE -> "opencv_caffe";
            case DARKNET -> "opencv_darknet";
        };
    }

    /** Of a net that classifies; the names of a detector's boxes are in the metadata. */
    @Override
    public List<String> classes() {
        List<String> labels = files.artifact().labels();
        return labels.size() == numbersPerRow() ? labels : List.of();
    }

    private long numbersPerRow() {
        Shape shape = signature.outputs().getFirst().shape();
        return signature.outputs().size() == 1 && shape.rank() > 1 && shape.withRows(1).isKnown()
                ? shape.withRows(1).elements()
                : Shape.UNKNOWN;
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>(files.facts());
        if (!files.artifact().labels().isEmpty() && classes().isEmpty()) {
            metadata.put("labels", String.join("\n", files.artifact().labels()));
        }
        metadata.put("runtime_version", NativeLibrary.version());
        return metadata;
    }

    /** The files, and what one runner needs for one row. */
    @Override
    public long nativeBytes() {
        return files.weights().byteSize() + trial.byteSize();
    }

    @Override
    public Runner newRunner() {
        try {
            return new OpenCvRunner(this, rooms.memory());
        } catch (RefusedException e) {
            throw ServingException.resourceExhausted(
                    "model " + id + " gets no runner: " + e.said());
        }
    }

    @Override
    public void close() {
        rooms.arena().close();
        NativeHeap.trim();
    }
}
