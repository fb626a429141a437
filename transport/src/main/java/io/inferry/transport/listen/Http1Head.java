package io.inferry.transport.listen;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Writes the heads of HTTP/1.1 responses. The lines that one response shares with the one before it
 * on this event loop, status and content type, are kept encoded.
 */
final class Http1Head {
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] COLON = ascii(": ");

    private int status;
    private String contentType = "";
    private byte[] lines = new byte[0];

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Status line and content type. */
    void writeStart(ByteBuf out, int newStatus, String newType) {
        if (newStatus != status || !newType.equals(contentType)) {
            lines = encode(newStatus, newType);
            status = newStatus;
            contentType = newType;
        }
        out.writeBytes(lines);
    }

    private static byte[] encode(int status, String type) {
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        String start = "HTTP/1.1 " + status + " " + reason + "\r\n";
        return ascii(type.isEmpty() ? start : start + "Content-Type: " + oneLine(type) + "\r\n");
    }

    static void writeContentLength(ByteBuf out, int length) {
        out.writeBytes(CONTENT_LENGTH);
        writeDecimal(out, length);
        out.writeBytes(LINE_END);
    }

    static void writeHeader(ByteBuf out, String name, String value) {
        out.writeCharSequence(oneLine(name), StandardCharsets.ISO_8859_1);
        out.writeBytes(COLON);
        out.writeCharSequence(oneLine(value), StandardCharsets.ISO_8859_1);
        out.writeBytes(LINE_END);
    }

    static void writeEnd(ByteBuf out) {
        out.writeBytes(LINE_END);
    }

    /** A header that held a line end would be two, or a second response. */
    private static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t') {
                return text.replaceAll("[\\x00-\\x1f]", " ");
            }
        }
        return text;
    }

    private static void writeDecimal(ByteBuf out, int number) {
        int scale = 1;
        while (number / scale >= 10) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            out.writeByte('0' + number / scale % 10);
        }
    }
}
