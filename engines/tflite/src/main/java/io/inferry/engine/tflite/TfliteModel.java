package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.file.ModelFile;
import io.inferry.engine.tflite.runtime.NativeModel;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One file in memory, shared by all runners; each of them has an interpreter of its own, because an
 * interpreter keeps tensors between calls.
 */
final class TfliteModel implements Model {
    private final Program program;
    private final TensorMemory memory;
    private final Arena arena;
    private final Map<String, Signature> signatures;
    private final Map<String, String> metadata;
    private final long byteSize;

    TfliteModel(Program program, ModelFile file, TensorMemory memory, Arena arena) {
        this.program = program;
        this.memory = memory;
        this.arena = arena;
        this.byteSize = file.bytes().byteSize();
        Map<String, Signature> found = new LinkedHashMap<>();
        for (Entrance entrance : program.entrances()) {
            found.put(entrance.signature().name(), entrance.signature());
        }
        this.signatures = Map.copyOf(found);
        Map<String, String> facts = new LinkedHashMap<>(file.facts());
        facts.put("runtime_version", NativeModel.libraryVersion());
        this.metadata = Map.copyOf(facts);
    }

    @Override
    public Map<String, Signature> signatures() {
        return signatures;
    }

    @Override
    public String platform() {
        return "tensorflow_lite";
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The file: what interpreters pack beside it and plan for tensors is not counted. */
    @Override
    public long nativeBytes() {
        return byteSize;
    }

    @Override
    public Runner newRunner() {
        try {
            return new TfliteRunner(program, memory);
        } catch (RefusedException e) {
            throw ServingException.internal(
                    "model " + program.id() + " gets no interpreter: " + e.said(), e);
        }
    }

    @Override
    public void close() {
        program.model().close();
        arena.close();
    }
}
