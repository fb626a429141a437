package io.inferry.protocol.tfserving.monitoring;

import io.inferry.api.observer.MetricsPage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Upstream's page for scrapers, laid out as upstream does, and behind it our own. */
public final class PrometheusPage {
    private static final String RUNTIME = "TF1";

    private final RequestCounts counts;
    private final Optional<MetricsPage> own;

    /**
     * @param own what the server counts under its own names
     */
    public PrometheusPage(RequestCounts counts, Optional<MetricsPage> own) {
        this.counts = counts;
        this.own = own;
    }

    /** The page now, in Prometheus' text format. */
    public String render() {
        Map<String, ModelCounts> models = counts.byModel();
        MetricsText text = new MetricsText();
        requestCount(text, models);
        logCount(text, models);
        exampleTotal(text, models);
        exampleCounts(text, models);
        requestLatency(text, models);
        runtimeLatency(text, models);
        return text + own.map(page -> page.scrape("").text()).orElse("");
    }

    private static void requestCount(MetricsText text, Map<String, ModelCounts> models) {
        text.counter("request_count");
        models.forEach((model, counts) -> byStatus(text, model, "status", counts.requests()));
    }

    private static void logCount(MetricsText text, Map<String, ModelCounts> models) {
        text.counter("request_log_count");
        models.forEach((model, counts) -> byStatus(text, model, "status_code", counts.logs()));
    }

    private static void byStatus(
            MetricsText text, String model, String label, Map<String, LongAdder> counts) {
        counts.forEach((status, count) ->
                text.value(MetricsText.labels("model_name", model, label, status), count.sum()));
    }

    private static void exampleTotal(MetricsText text, Map<String, ModelCounts> models) {
        text.counter("request_example_count_total");
        models.forEach((model, counts) ->
                counts.examples()
                        .ifPresent(sizes ->
                                text.value(MetricsText.labels("model", model), sizes.sum())));
    }

    private static void exampleCounts(MetricsText text, Map<String, ModelCounts> models) {
        text.histogram("request_example_counts");
        models.forEach((model, counts) ->
                counts.examples()
                        .ifPresent(
                                sizes -> text.values(MetricsText.labels("model", model), sizes)));
    }

    private static void requestLatency(MetricsText text, Map<String, ModelCounts> models) {
        text.histogram("request_latency");
        models.forEach((model, counts) ->
                counts.latencies()
                        .forEach((api, latencies) ->
                                text.values(
                                        MetricsText.labels(
                                                "model_name",
                                                model,
                                                "API",
                                                api.label(),
                                                "entrypoint",
                                                api.entrypoint()),
                                        latencies)));
    }

    private static void runtimeLatency(MetricsText text, Map<String, ModelCounts> models) {
        text.histogram("runtime_latency");
        models.forEach((model, counts) ->
                counts.runtimes()
                        .forEach((api, latencies) ->
                                text.values(
                                        MetricsText.labels(
                                                "model_name",
                                                model,
                                                "API",
                                                api,
                                                "runtime",
                                                RUNTIME),
                                        latencies)));
    }
}
