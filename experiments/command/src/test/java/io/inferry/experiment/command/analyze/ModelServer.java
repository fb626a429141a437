package io.inferry.experiment.command.analyze;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A server of one version, as Prometheus sees one: a page of metrics. */
final class ModelServer implements AutoCloseable {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1};

    private final HttpServer http;
    private final AtomicReference<String> page = new AtomicReference<>("");

    ModelServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/metrics",
                exchange -> {
                    byte[] body = page.get().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        http.start();
    }

    String target() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    void show(String lines) {
        page.set(lines);
    }

    /**
     * Inferry's own series: 19 of 20 answers take less than 5 ms, the last up to {@code slowest}.
     */
    static String series(String labels, long ok, long failed, double slowest) {
        StringBuilder page = new StringBuilder();
        String requests = "model_prediction_requests_total{%s,status=\"%s\"} %d\n";
        page.append(requests.formatted(labels, "ok", ok));
        page.append(requests.formatted(labels, "internal", failed));
        for (double bound : BOUNDS) {
            page.append(
                    bucket(labels, Double.toString(bound), bound >= slowest ? ok : ok / 20 * 18));
        }
        return page.append(bucket(labels, "+Inf", ok)).toString();
    }

    private static String bucket(String labels, String bound, long count) {
        return "model_prediction_latency_seconds_bucket{%s,le=\"%s\"} %d\n"
                .formatted(labels, bound, count);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
