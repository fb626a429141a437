package io.inferry.engine.tensorflow;

import io.inferry.api.engine.Model;
import io.inferry.api.engine.NativeHeap;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.RunOptions;

/**
 * One session, shared by all runners: TensorFlow lets any number of threads run it at once, and
 * weights are there once.
 */
final class TensorFlowModel implements Model {
    private static final int CALLERS_THREAD = -1;

    private final LoadedGraph loaded;
    private final AnswerReader reader;

    TensorFlowModel(LoadedGraph loaded, AnswerReader reader) {
        this.loaded = loaded;
        this.reader = reader;
    }

    @Override
    public SortedMap<String, Signature> signatures() {
        SortedMap<String, Signature> signatures = new TreeMap<>();
        loaded.plans().forEach((name, plan) -> signatures.put(name, plan.signature()));
        return Collections.unmodifiableSortedMap(signatures);
    }

    @Override
    public String platform() {
        return loaded.platform();
    }

    @Override
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(loaded.facts()));
    }

    /** The files: what TensorFlow makes of the graph and keeps for runs is not counted. */
    @Override
    public long nativeBytes() {
        return loaded.byteSize();
    }

    @Override
    public Runner newRunner() {
        int feedsMax = 0;
        int fetchesMax = 0;
        for (Plan plan : loaded.plans().values()) {
            feedsMax = Math.max(feedsMax, plan.signature().inputs().size());
            fetchesMax = Math.max(fetchesMax, plan.signature().outputs().size());
        }
        byte[] runOptions =
                loaded.inCallersThread()
                        ? RunOptions.newBuilder()
                                .setInterOpThreadPool(CALLERS_THREAD)
                                .build()
                                .toByteArray()
                        : new byte[0];
        return new TensorFlowRunner(
                loaded.session(),
                loaded.plans(),
                reader,
                new RunMemory(feedsMax, fetchesMax, runOptions));
    }

    @Override
    public void close() {
        loaded.close();
        NativeHeap.trim();
    }
}
