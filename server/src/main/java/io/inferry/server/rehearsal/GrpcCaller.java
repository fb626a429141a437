package io.inferry.server.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes one unary gRPC call: the few frames of HTTP/2 that it takes (RFC 9113, RFC 7541). */
final class GrpcCaller {
    private static final int SILENCE_MILLIS_MAX = 30_000;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int FRAME_HEAD_BYTES = 9;
    private static final int MESSAGE_HEAD_BYTES = 5;

    private final int port;

    GrpcCaller(int port) {
        this.port = port;
    }

    /** Calls and returns how many bytes of messages came back. */
    int call(String method, byte[] message) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            var request = new ByteArrayOutputStream();
            request.writeBytes(ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
            frame(request, SETTINGS, 0, new byte[0]);
            frame(request, HEADERS, END_HEADERS, headers(method));
            frame(
                    request,
                    DATA,
                    END_STREAM,
                    ByteBuffer.allocate(MESSAGE_HEAD_BYTES + message.length)
                            .put((byte) 0)
                            .putInt(message.length)
                            .put(message)
                            .array());
            socket.getOutputStream().write(request.toByteArray());
            return answerBytes(new DataInputStream(socket.getInputStream()), method);
        } catch (IOException broken) {
            throw new IllegalStateException(method + " was not answered", broken);
        }
    }

    private static int answerBytes(DataInputStream in, String method) throws IOException {
        int bytes = 0;
        while (true) {
            int head = in.readInt();
            int length = head >>> 8;
            int type = head & 0xFF;
            int flags = in.readUnsignedByte();
            in.readInt();
            in.readNBytes(length);
            if (type == DATA) {
                bytes += length;
            }
            if (type == GOAWAY) {
                throw new IllegalStateException(method + " was sent away");
            }
            if (type == HEADERS && (flags & END_STREAM) != 0) {
                return bytes;
            }
        }
    }

    private static byte[] headers(String method) {
        var block = new ByteArrayOutputStream();
        literal(block, ":method", "POST");
        literal(block, ":scheme", "http");
        literal(block, ":path", method);
        literal(block, ":authority", "localhost");
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        return block.toByteArray();
    }

    /** A literal field without indexing, its name new, neither Huffman-coded (RFC 7541, 6.2.2). */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(ascii(name));
        block.write(value.length());
        block.writeBytes(ascii(value));
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, byte[] payload) {
        int stream = type == SETTINGS ? 0 : 1;
        out.writeBytes(
                ByteBuffer.allocate(FRAME_HEAD_BYTES)
                        .putInt((payload.length << 8) | type)
                        .put((byte) flags)
                        .putInt(stream)
                        .array());
        out.writeBytes(payload);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
