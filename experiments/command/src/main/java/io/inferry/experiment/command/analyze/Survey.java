package io.inferry.experiment.command.analyze;

import io.inferry.api.ServingException;
import io.inferry.experiment.statistics.BucketCounts;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects what was seen of versions over a window. Counts are PromQL's {@code increase}: restarts
 * of servers are made up for, and the window's ends are extrapolated, so a count is not exact.
 */
final class Survey {
    private final Prometheus prometheus;
    private final Fleet fleet;
    private final String model;
    private final String window;
    private final Set<String> warnings = new LinkedHashSet<>();

    /**
     * Asks nothing yet.
     *
     * @param window a duration as PromQL has it
     */
    Survey(Prometheus prometheus, Fleet fleet, String model, String window) {
        this.prometheus = prometheus;
        this.fleet = fleet;
        this.model = model;
        this.window = window;
    }

    /**
     * One version.
     *
     * @param withLatencies whether its histogram is wanted too
     * @throws ServingException NOT_FOUND when there is nothing of it in the window
     */
    Seen version(String version, boolean withLatencies) throws InterruptedException {
        String series = fleet.requests(model, version);
        // one query, so that all counts are of the same scrapes
        List<Sample> endings =
                prometheus.vector(
                        "sum by (%s) (increase(%s[%s]))"
                                .formatted(fleet.statusLabel(), series, window));
        if (endings.isEmpty()) {
            requireScraped(series);
        }
        long trials = 0;
        long successes = 0;
        for (Sample ending : endings) {
            String status = ending.label(fleet.statusLabel());
            long count = Math.round(ending.value());
            trials += fleet.isCounted(status) ? count : 0;
            successes += fleet.isCounted(status) && fleet.isSuccess(status) ? count : 0;
        }
        look(version, series);
        return new Seen(
                version,
                new Rate(successes, trials),
                withLatencies ? latencies(version) : BucketCounts.NONE);
    }

    private BucketCounts latencies(String version) throws InterruptedException {
        String series = fleet.buckets(model, version);
        List<Sample> samples =
                prometheus.vector("sum by (le) (increase(" + series + "[" + window + "]))");
        if (samples.isEmpty()) {
            requireScraped(series);
            return BucketCounts.NONE;
        }
        SequencedMap<Double, Long> upTo = new TreeMap<>();
        for (Sample sample : samples) {
            upTo.put(bound(sample.label("le")), Math.round(sample.value()));
        }
        if (!upTo.lastEntry().getKey().isInfinite()) {
            warnings.add(series + " has no bucket +Inf: what is above the last bound is missing");
        }
        List<Long> cumulative = new ArrayList<>();
        long before = 0;
        for (long count : upTo.values()) {
            // each bucket is extrapolated by itself, so a later one may come out a little less
            before = Math.max(before, count);
            cumulative.add(before);
        }
        return BucketCounts.ofCumulative(List.copyOf(upTo.keySet()), cumulative);
    }

    private static double bound(String text) {
        try {
            return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw ServingException.failedPrecondition(
                    "a bucket's bound is a number, was le=\"" + text + "\"");
        }
    }

    /** What makes the counts less than the truth. */
    private void look(String version, String series) throws InterruptedException {
        long now = count(series);
        long then = count(series + " offset " + window);
        long ever = count("max_over_time(" + series + "[" + window + "])");
        if (now == 0) {
            warnings.add("version " + version + " is no longer scraped: its servers are gone");
        } else if (now < ever) {
            warnings.add(
                    "%d of %d series of version %s are no longer scraped"
                            .formatted(ever - now, ever, version));
        }
        if (then < ever) {
            warnings.add(
                    "%d of %d series of version %s began within the window: what they had counted when first scraped is"
                                    .formatted(ever - then, ever, version)
                            + " not in");
        }
        for (Sample down :
                prometheus.vector(
                        "(up == 0) and on (job, instance) max_over_time("
                                + series
                                + "["
                                + window
                                + "])")) {
            warnings.add(
                    "version %s: Prometheus cannot reach %s now"
                            .formatted(version, down.label("instance")));
        }
    }

    private long count(String series) throws InterruptedException {
        return prometheus.vector("count(" + series + ")").stream()
                .mapToLong(sample -> Math.round(sample.value()))
                .sum();
    }

    /** What was scraped once has not increased, which is no mistake: it is too early. */
    private void requireScraped(String series) throws InterruptedException {
        if (count("max_over_time(" + series + "[" + window + "])") == 0) {
            throw nothing(series);
        }
    }

    private ServingException nothing(String series) throws InterruptedException {
        String versions =
                prometheus
                        .vector(
                                "group by (%s) (max_over_time(%s[%s]))"
                                        .formatted(
                                                fleet.versionLabel(),
                                                fleet.requests(model),
                                                window))
                        .stream()
                        .map(sample -> sample.label(fleet.versionLabel()))
                        .sorted()
                        .collect(Collectors.joining(", "));
        return ServingException.notFound(
                "Prometheus has no %s within %s; of model '%s' it has %s"
                        .formatted(
                                series,
                                window,
                                model,
                                versions.isEmpty() ? "nothing at all" : "versions " + versions));
    }

    /** What a reader of the counts should know. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(prometheus.warnings());
        return all;
    }
}
