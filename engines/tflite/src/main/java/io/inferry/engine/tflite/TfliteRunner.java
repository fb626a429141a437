package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.runtime.Interpreter;
import io.inferry.engine.tflite.runtime.NativeTensor;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One interpreter: inputs are copied into it, outputs out of it. */
final class TfliteRunner implements Runner {
    private final ModelId id;
    private final TensorMemory memory;
    private final Interpreter interpreter;
    private final Map<String, Slot> slots = new HashMap<>();

    /**
     * Opens every signature.
     *
     * @throws RefusedException when the runtime does not take the model
     */
    TfliteRunner(Program program, TensorMemory memory) throws RefusedException {
        this.id = program.id();
        this.memory = memory;
        this.interpreter = program.interpreter();
        try {
            for (Entrance entrance : program.entrances()) {
                Signature signature = entrance.signature();
                slots.put(signature.name(), Slot.of(signature, interpreter.port(entrance)));
            }
        } catch (RefusedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Plans memory for what the file declares, which finds operators that are missing. */
    void planAsDeclared() throws RefusedException {
        for (Slot slot : slots.values()) {
            interpreter.planAsDeclared(slot.port());
        }
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        Slot slot = slots.get(signature.name());
        if (slot == null) {
            throw ServingException.notFound(
                    "model %s has no signature '%s'".formatted(id, signature.name()));
        }
        Feeds feeds = Feeds.of(id, slot.signature(), inputs);
        if (outputs.isEmpty()) {
            return Map.of();
        }
        plan(slot, feeds);
        for (int i = 0; i < feeds.tensors().size(); i++) {
            write(slot, i, feeds.tensors().get(i));
        }
        try {
            interpreter.invoke(slot.port());
        } catch (RefusedException e) {
            throw Failures.ofRun(id, e);
        }
        return read(slot, outputs);
    }

    private void plan(Slot slot, Feeds feeds) {
        try {
            interpreter.plan(slot.port(), feeds.shapes());
        } catch (RefusedException e) {
            throw Failures.ofShapes(id, feeds.shapes(), e);
        }
    }

    private void write(Slot slot, int index, Tensor tensor) {
        NativeTensor target = slot.port().input(index);
        switch (tensor) {
            case NumericTensor numbers -> {
                MemorySegment room = room(slot, index, target.bytes(), numbers.byteSize());
                room.copyFrom(numbers.segment());
            }
            case StringTensor strings -> {
                long byteSize = Strings.byteSize(strings);
                if (byteSize > Integer.MAX_VALUE || !target.makeRoom(byteSize)) {
                    throw ServingException.resourceExhausted(
                            "model %s has no room for the %d bytes of text in input %d"
                                    .formatted(id, byteSize, index));
                }
                Strings.write(strings, room(slot, index, target.bytes(), byteSize));
            }
        }
    }

    private Map<String, Tensor> read(Slot slot, List<String> outputs) {
        Map<String, Tensor> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        try {
            for (String name : outputs) {
                Integer place = slot.outputPlaces().get(name);
                if (place == null) {
                    throw ServingException.invalidArgument(
                            "model %s has no output '%s'".formatted(id, name));
                }
                answers.put(name, read(slot.signature().outputs().get(place), slot, place));
            }
            return answers;
        } catch (RuntimeException e) {
            answers.values().forEach(Tensor::close);
            throw e;
        }
    }

    private Tensor read(TensorSpec spec, Slot slot, int place) {
        NativeTensor source = slot.port().output(place);
        Shape shape = source.shape();
        if (!spec.dataType().isNumeric()) {
            return Strings.read(spec.name(), source.bytes(), shape);
        }
        long byteSize = NumericTensor.byteSize(spec.dataType(), shape);
        MemorySegment bytes = room(slot, place, source.bytes(), byteSize);
        NumericTensor tensor = NumericTensor.allocate(memory, spec.dataType(), shape);
        tensor.segment().copyFrom(bytes);
        return tensor;
    }

    /** The memory of a tensor, when it is of this size: the runtime believes its files. */
    private MemorySegment room(Slot slot, int index, MemorySegment bytes, long byteSize) {
        if (bytes.byteSize() != byteSize) {
            throw ServingException.internal(
                    "model %s, signature '%s', tensor %d has %d bytes where %d are needed"
                            .formatted(
                                    id, slot.signature().name(), index, bytes.byteSize(), byteSize),
                    new IllegalStateException("tensor of another size"));
        }
        return bytes;
    }

    @Override
    public void close() {
        slots.values().forEach(slot -> slot.port().close());
        interpreter.close();
    }
}
