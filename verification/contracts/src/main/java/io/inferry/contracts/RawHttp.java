package io.inferry.contracts;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP as no well-behaved client speaks it. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** A response's status and body. */
    record Reply(int status, String body) {}

    /** Sends what is given, be it whole or not, and reads until the server closes. */
    static Reply send(int port, String head, String body) throws IOException {
        try (Socket socket = connect(port)) {
            put(socket, head + body);
            String reply =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int bodyAt = reply.indexOf("\r\n\r\n");
            if (bodyAt < 0 || !reply.startsWith("HTTP/1.1 ")) {
                throw new IOException("no HTTP response: " + reply);
            }
            return new Reply(Integer.parseInt(reply.substring(9, 12)), reply.substring(bodyAt + 4));
        }
    }

    /** Sends what is given and closes at once. */
    static void sendAndLeave(int port, String head, String body) throws IOException {
        try (Socket socket = connect(port)) {
            put(socket, head + body);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void put(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
