package io.inferry.server.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks one thing over HTTP/1.1 and reads the answer to its end. */
final class HttpCaller {
    private static final int SILENCE_MILLIS_MAX = 30_000;

    private final int port;

    HttpCaller(int port) {
        this.port = port;
    }

    void get(String path) {
        demandSuccess("GET " + path, "");
    }

    /** Takes any answer: what is asked for may not be installed. */
    void tryGet(String path) {
        ask("GET " + path, "");
    }

    void post(String path, String json) {
        demandSuccess("POST " + path, json);
    }

    private void demandSuccess(String what, String body) {
        String answer = ask(what, body);
        if (!answer.startsWith("HTTP/1.1 200 ")) {
            throw new IllegalStateException(what + " was answered with " + answer);
        }
    }

    private String ask(String what, String body) {
        String request =
                """
                %s HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(what, body.length(), body);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(what + " was not answered", broken);
        }
    }
}
