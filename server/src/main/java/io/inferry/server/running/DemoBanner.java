package io.inferry.server.running;

import io.inferry.server.rehearsal.Sample;
import io.inferry.transport.Endpoint;
import java.util.Map;
import java.util.TreeMap;

/** What a newcomer sees first: where everything is, and one command to paste. */
final class DemoBanner {
    private final Server server;

    DemoBanner(Server server) {
        this.server = server;
    }

    String text() {
        var banner =
                new StringBuilder(
                        "Inferry serves two sample models, digits and breast_cancer.\n\n");
        listeners().forEach((name, endpoint) -> banner.append(line(name, endpoint)));
        return banner.append(
                        "\nPaste this; it asks what the picture of a handwritten digit shows:\n\n")
                .append(curl())
                .append("\n\nTen probabilities come back, for 0 to 9; the fifth is 0.99: it is a ")
                .append(Sample.DIGIT)
                .append(".\nCtrl-C stops the server.\n")
                .toString();
    }

    private Map<String, Endpoint> listeners() {
        var listeners = new TreeMap<String, Endpoint>();
        server.endpoints().forEach(endpoint -> listeners.put(endpoint.listener(), endpoint));
        return listeners;
    }

    private String line(String name, Endpoint endpoint) {
        int port = server.port(name);
        String taken =
                port == endpoint.standardPort()
                        ? ""
                        : "   ("
                                + endpoint.standardPort()
                                + " is taken, so a free port was chosen)";
        return String.format("  %-20s http://localhost:%d%s%n", name, port, taken);
    }

    private String curl() {
        return "curl -d '{\"instances\": ["
                + Sample.json()
                + "]}' http://localhost:"
                + server.port("tensorflow_rest")
                + "/v1/models/"
                + Sample.MODEL
                + ":predict";
    }
}
