package io.inferry.server.rehearsal;

import java.util.Map;

/** Asks the sample model over every listener that there is; fails when one does not answer. */
public final class Rehearsal {
    private static final int ROUNDS = 3;

    private final Map<String, Integer> ports;
    private final String input;

    /**
     * @param ports by listener
     * @param input the name of the sample model's input
     */
    public Rehearsal(Map<String, Integer> ports, String input) {
        this.ports = ports;
        this.input = input;
    }

    /**
     * Asks.
     *
     * @throws IllegalStateException that names what was not answered well
     */
    public void run() {
        for (int round = 0; round < ROUNDS; round++) {
            ports.forEach(this::ask);
        }
    }

    private void ask(String listener, int port) {
        var http = new HttpCaller(port);
        switch (listener) {
            case "tensorflow_rest" -> {
                http.get("/v1/models/" + Sample.MODEL);
                http.post(
                        "/v1/models/" + Sample.MODEL + ":predict",
                        "{\"instances\":[" + Sample.json() + "]}");
            }
            case "openinference_rest" -> {
                http.get("/v2/health/ready");
                http.post("/v2/models/" + Sample.MODEL + "/infer", v2());
            }
            case "openinference_grpc" ->
                    call(port, "/inference.GRPCInferenceService/ModelInfer", Messages.infer(input));
            case "tensorflow_grpc" ->
                    call(
                            port,
                            "/tensorflow.serving.PredictionService/Predict",
                            Messages.predict(input));
            case "admin" -> {
                http.get("/readyz");
                http.tryGet("/metrics");
            }
            default -> {
                // A plug-in's listener: what it would like to hear is not known here.
            }
        }
    }

    private String v2() {
        return "{\"inputs\":[{\"name\":\""
                + input
                + "\",\"datatype\":\"FP32\",\"shape\":[1,"
                + Sample.length()
                + "],\"data\":"
                + Sample.json()
                + "}]}";
    }

    private static void call(int port, String method, byte[] message) {
        if (new GrpcCaller(port).call(method, message) == 0) {
            throw new IllegalStateException(method + " was answered without a message");
        }
    }
}
