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

    String get(String path) {
        return ask("GET " + path, "");
    }

    String post(String path, String json) {
        return ask("POST " + path, json);
    }

    private String ask(String what, String body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.getOutputStream()
                    .write(
                            (what
                                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                            + "Content-Type: application/json\r\nContent-Length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException(what + " was answered with " + answer);
            }
            return answer;
        } catch (IOException broken) {
            throw new IllegalStateException(what + " was not answered", broken);
        }
    }
}
