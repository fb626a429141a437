package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.NativeHeap;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.mxnet.runtime.Carrier;
import io.inferry.engine.mxnet.runtime.Carriers;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Turn;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;

/**
 * One graph, and the file of its weights in memory, from which every runner gets a copy: one could
 * not be shared, see {@link Weights}.
 */
record MxnetModel(ModelId id, Program program, Outline outline, int threads, Rooms rooms)
        implements Model {
    /** Where things are. */
    record Rooms(TensorMemory memory, Arena arena, Carriers carriers) {}

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(Signature.DEFAULT_NAME, outline.signature());
    }

    @Override
    public String platform() {
        return "mxnet";
    }

    @Override
    public List<String> classes() {
        List<String> labels = program.artifact().labels();
        return labels.size() == width() ? labels : List.of();
    }

    /** How many numbers the first output has for a row; -1 when that is not known. */
    private long width() {
        TensorSpec first = outline.signature().outputs().getFirst();
        Shape shape = first.shape();
        return shape.rank() == 2 ? shape.dim(1) : Shape.UNKNOWN;
    }

    @Override
    public Map<String, String> metadata() {
        return Facts.of(program, outline);
    }

    /** The weights in memory, once; each runner has its copy beside it. */
    @Override
    public long nativeBytes() {
        return program.byteSize();
    }

    @Override
    public Runner newRunner() {
        Carrier carrier = rooms.carriers().take();
        try {
            synchronized (Turn.HELD) {
                return new MxnetRunner(this, carrier, rooms.memory());
            }
        } catch (RefusedException e) {
            carrier.close();
            throw ServingException.resourceExhausted(
                    "model " + id + " gets no runner: " + e.said());
        }
    }

    @Override
    public void close() {
        synchronized (Turn.HELD) {
            program.close();
        }
        rooms.arena().close();
        NativeHeap.trim();
    }
}
