package io.inferry.experiment.command.analyze;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.inferry.api.ServingException;
import picocli.CommandLine.Option;

/** How a fleet names what it measures. The standard names are Inferry's. */
final class Fleet {
    private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String BUCKET = "_bucket";

    @Option(
            names = "--requests-metric",
            paramLabel = "NAME",
            defaultValue = "model_prediction_requests_total",
            description = "The counter of requests. Standard: ${DEFAULT-VALUE}")
    private String requests = "model_prediction_requests_total";

    @Option(
            names = "--latency-metric",
            paramLabel = "NAME",
            defaultValue = "model_prediction_latency_seconds",
            description = "The histogram of latencies. Standard: ${DEFAULT-VALUE}")
    private String latency = "model_prediction_latency_seconds";

    @Option(
            names = "--model-label",
            paramLabel = "NAME",
            defaultValue = "model",
            description = "The label with the model's name. Standard: ${DEFAULT-VALUE}")
    private String modelLabel = "model";

    @Option(
            names = "--version-label",
            paramLabel = "NAME",
            defaultValue = "version",
            description = "The label with the version. Standard: ${DEFAULT-VALUE}")
    private String versionLabel = "version";

    @Option(
            names = "--status-label",
            paramLabel = "NAME",
            defaultValue = "status",
            description = "The label with what became of a request. Standard: ${DEFAULT-VALUE}")
    private String statusLabel = "status";

    @Option(
            names = "--success",
            paramLabel = "REGEX",
            defaultValue = "ok|success|2..",
            description = "The statuses that are successes. Standard: ${DEFAULT-VALUE}")
    private String success = "ok|success|2..";

    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            defaultValue = "",
            description =
                    "The statuses that count neither as success nor as failure. Standard: none, since both versions have"
                            + " the same callers, and one that refuses what the other takes is broken to them.")
    private String ignored = "";

    @Option(
            names = "--matching",
            paramLabel = "LABELS",
            description = "What else series must match, as PromQL has it: 'namespace=\"prod\"'.")
    private String matching = "";

    /** Refuses names that would break a query. */
    void check() {
        check("--requests-metric", requests, METRIC_NAME);
        check("--latency-metric", latency, METRIC_NAME);
        check("--model-label", modelLabel, LABEL_NAME);
        check("--version-label", versionLabel, LABEL_NAME);
        check("--status-label", statusLabel, LABEL_NAME);
        checkPattern("--success", success);
        checkPattern("--ignore", ignored);
    }

    private static void checkPattern(String option, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw ServingException.invalidArgument(
                    "%s is no pattern: %s".formatted(option, e.getDescription()));
        }
    }

    private static void check(String option, String name, Pattern pattern) {
        if (!pattern.matcher(name).matches()) {
            throw ServingException.invalidArgument(
                    option + " must be a name in Prometheus, was '" + name + "'");
        }
    }

    String versionLabel() {
        return versionLabel;
    }

    String statusLabel() {
        return statusLabel;
    }

    /** Whether a version is asked to answer for requests that ended so. */
    boolean isCounted(String status) {
        return !Pattern.matches(ignored, status);
    }

    /** Whether requests that ended so are successes. */
    boolean isSuccess(String status) {
        return Pattern.matches(success, status);
    }

    /** Requests of a version, all of its series. */
    String requests(String model, String version) {
        return requests + selector(model, quoted(versionLabel, version));
    }

    /** Requests of every version. */
    String requests(String model) {
        return requests + selector(model, "");
    }

    /** Buckets of latency of a version. */
    String buckets(String model, String version) {
        String name = latency.endsWith(BUCKET) ? latency : latency + BUCKET;
        return name + selector(model, quoted(versionLabel, version));
    }

    private String selector(String model, String more) {
        StringBuilder selector = new StringBuilder("{").append(quoted(modelLabel, model));
        for (String matcher : new String[] {more, matching}) {
            if (!matcher.isBlank()) {
                selector.append(',').append(matcher);
            }
        }
        return selector.append('}').toString();
    }

    private static String quoted(String label, String value) {
        return label + "=" + quoted(value);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
