package io.inferry.protocol.tfserving.monitoring;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts of all requests by model. Adding costs some atomic additions, and memory only when
 * something happens for the first time.
 */
public final class RequestCounts {
    /** Names told apart: callers choose them, so that they must have a bound. */
    static final int NAMES_MAX = 10_000;

    /** A longer name counts among the others. */
    static final int NAME_CHARS_MAX = 256;

    /** What all names above the bounds are counted as; no model is called so. */
    static final String OTHERS = "(others)";

    private final ConcurrentHashMap<String, ModelCounts> models = new ConcurrentHashMap<>();
    private final ModelCounts others = new ModelCounts();

    /**
     * A request begins.
     *
     * @param model as the caller names it, known or not; empty when the request names none
     * @param arrivedNanos when its last byte arrived, on {@link System#nanoTime()}'s clock
     */
    public CountedRequest begin(String model, Api api, long arrivedNanos) {
        return new CountedRequest(of(model), api, arrivedNanos);
    }

    /** A request of an API that is not counted itself had so many examples. */
    public void hadExamples(String model, int count) {
        of(model).hadExamples(count);
    }

    /**
     * A sampled request was handed to its log, or dropped.
     *
     * @param status upstream's name of a status
     */
    public void logged(String model, String status) {
        of(model).logged(status);
    }

    private ModelCounts of(String model) {
        ModelCounts known = models.get(model);
        return known != null ? known : admit(model);
    }

    private ModelCounts admit(String model) {
        if (model.length() > NAME_CHARS_MAX || models.mappingCount() >= NAMES_MAX) {
            return others;
        }
        return models.computeIfAbsent(model, _ -> new ModelCounts());
    }

    /**
     * The sum of a counter over all its labels.
     *
     * @param name as upstream's own registry has it, {@code /tensorflow/serving/request_count}
     * @return empty where no counter is called so
     */
    public OptionalLong total(String name) {
        Stream<ModelCounts> all = byModel().values().stream();
        return switch (name) {
            case "/tensorflow/serving/request_count" ->
                    OptionalLong.of(
                            all.flatMap(model -> model.requests().values().stream())
                                    .mapToLong(LongAdder::sum)
                                    .sum());
            case "/tensorflow/serving/request_example_count_total" ->
                    OptionalLong.of(
                            all.flatMap(model -> model.examples().stream())
                                    .mapToLong(Histogram::sum)
                                    .sum());
            default -> OptionalLong.empty();
        };
    }

    /** Everything counted so far, by model. */
    SortedMap<String, ModelCounts> byModel() {
        SortedMap<String, ModelCounts> sorted = new TreeMap<>(models);
        if (!others.requests().isEmpty() || !others.examples().isEmpty()) {
            sorted.putAll(Map.of(OTHERS, others));
        }
        return sorted;
    }
}
