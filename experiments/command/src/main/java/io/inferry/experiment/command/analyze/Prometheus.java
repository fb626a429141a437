package io.inferry.experiment.command.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ServingException;
import io.inferry.experiment.command.terminal.RemoteServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The query interface of a Prometheus server (HTTP API v1), or of what speaks it. All queries look
 * at one moment of the server's clock, so that they fit each other.
 */
final class Prometheus {
    private final RemoteServer server;
    private final BigDecimal now;
    private final List<String> warnings = new ArrayList<>();

    /** Asks for the server's time. */
    Prometheus(RemoteServer server) throws InterruptedException {
        this.server = server;
        this.now = time(server.get("/api/v1/query?query=" + RemoteServer.encoded("time()")));
    }

    private static BigDecimal time(JsonNode answer) {
        String time = answer.path("data").path("result").path(1).asText();
        try {
            return new BigDecimal(time);
        } catch (NumberFormatException e) {
            throw ServingException.failedPrecondition(
                    "the answer is not Prometheus': its time is '" + time + "'");
        }
    }

    /** The moment that is looked at, in seconds since 1970 by the server's clock. */
    double seconds() {
        return now.doubleValue();
    }

    /**
     * What a query that selects series says now.
     *
     * @throws ServingException FAILED_PRECONDITION for a value that is no finite number
     */
    List<Sample> vector(String query) throws InterruptedException {
        JsonNode answer =
                server.get(
                        "/api/v1/query?time="
                                + now.toPlainString()
                                + "&query="
                                + RemoteServer.encoded(query));
        answer.path("warnings").forEach(warning -> warnings.add("Prometheus: " + warning.asText()));
        JsonNode found = answer.path("data");
        if (!found.path("resultType").asText().equals("vector")) {
            throw ServingException.failedPrecondition(
                    "the answer is not Prometheus': a vector was expected for " + query);
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : found.path("result")) {
            Map<String, String> labels = new HashMap<>();
            series.path("metric")
                    .properties()
                    .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(labels, number(series.path("value").path(1).asText(), query)));
        }
        return samples;
    }

    private static double number(String text, String query) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // Prometheus writes +Inf and NaN
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw ServingException.failedPrecondition(
                    "Prometheus has %s where a number is needed: %s".formatted(text, query));
        }
        return value;
    }

    /** What the server said beside its answers: data that it could not reach. */
    List<String> warnings() {
        return warnings.stream().distinct().toList();
    }
}
