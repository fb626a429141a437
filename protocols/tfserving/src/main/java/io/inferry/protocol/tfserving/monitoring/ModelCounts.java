package io.inferry.protocol.tfserving.monitoring;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is counted of one model. Nothing is made for what never happens. */
final class ModelCounts {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<Api, Histogram> latencies = new ConcurrentHashMap<>();
    private final Map<String, Histogram> runtimes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> logs = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Histogram> examples = new AtomicReference<>();

    /** A request ended so. */
    void ended(String status) {
        of(requests, status, LongAdder::new).increment();
    }

    /** A request was answered after this long. */
    void answered(Api api, long micros) {
        of(latencies, api, Histogram::ofLatencies).add(micros);
    }

    /** The model's part took this long. */
    void ran(Api api, long micros) {
        of(runtimes, api.runtimeLabel(), Histogram::ofLatencies).add(micros);
    }

    /** A request had so many examples. */
    void hadExamples(int count) {
        @Nullable Histogram known = examples.get();
        if (known == null) {
            examples.compareAndSet(null, Histogram.ofSizes());
            known = examples.get();
        }
        if (known != null) {
            known.add(count);
        }
    }

    /** A sampled request was logged, or was not, with this status. */
    void logged(String status) {
        of(logs, status, LongAdder::new).increment();
    }

    private static <K, V> V of(Map<K, V> counts, K key, Supplier<V> fresh) {
        V known = counts.get(key);
        return known != null ? known : counts.computeIfAbsent(key, _ -> fresh.get());
    }

    /** Requests by status. */
    SortedMap<String, LongAdder> requests() {
        return new TreeMap<>(requests);
    }

    /** Sampled requests by the status of their logging. */
    SortedMap<String, LongAdder> logs() {
        return new TreeMap<>(logs);
    }

    /** Microseconds of whole requests. */
    SortedMap<Api, Histogram> latencies() {
        return new TreeMap<>(latencies);
    }

    /** Microseconds of the model's part, by the runtime's label. */
    SortedMap<String, Histogram> runtimes() {
        return new TreeMap<>(runtimes);
    }

    /** Examples of a request. */
    Optional<Histogram> examples() {
        return Optional.ofNullable(examples.get());
    }
}
