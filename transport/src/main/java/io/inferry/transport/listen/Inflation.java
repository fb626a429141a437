package io.inferry.transport.listen;

import io.inferry.transport.http.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes a Content-Encoding. Stops as soon as the limit is passed, so that a small body that
 * inflates to gigabytes costs no more than the limit.
 */
final class Inflation {
    /** How much larger than its packed form a body is expected to be, at first. */
    private static final int FIRST_FACTOR = 4;

    private static final int FIRST_BYTES_MIN = 8 << 10;

    private Inflation() {}

    /**
     * The bytes of a body, inflated when its encoding says so.
     *
     * @throws RefusedException 400, 413, 415 or 503
     */
    static Bytes inflate(Body body, String encoding, int bytesMax) {
        String name = encoding.trim().toLowerCase(Locale.ROOT);
        try (InputStream in = open(body.bytes(), name)) {
            return readAll(in, body, bytesMax);
        } catch (IOException e) {
            throw new RefusedException(
                    400, "the body is not valid " + name + ": " + e.getMessage());
        }
    }

    private static InputStream open(Bytes packed, String encoding) throws IOException {
        var in = new ByteArrayInputStream(packed.array(), packed.offset(), packed.length());
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            case "identity", "" -> in;
            default ->
                    throw new RefusedException(
                            415,
                            "Content-Encoding '"
                                    + encoding
                                    + "' is not supported; gzip, deflate and identity are");
        };
    }

    private static Bytes readAll(InputStream in, Body body, int bytesMax) throws IOException {
        long first = Math.max(FIRST_BYTES_MIN, (long) FIRST_FACTOR * body.length());
        byte[] array = take(body, new byte[0], (int) Math.min(first, bytesMax));
        int length = 0;
        while (true) {
            if (length == array.length) {
                if (length == bytesMax) {
                    return whole(in, array, length);
                }
                array = take(body, array, (int) Math.min(2L * length, bytesMax));
            }
            int count = in.read(array, length, array.length - length);
            if (count < 0) {
                return Bytes.of(array, 0, length);
            }
            length += count;
        }
    }

    private static byte[] take(Body body, byte[] array, int size) {
        if (!body.countAlso(size - array.length)) {
            throw new RefusedException(
                    503, "the server holds as many bytes of requests as it may; try again later");
        }
        return Arrays.copyOf(array, size);
    }

    private static Bytes whole(InputStream in, byte[] array, int length) throws IOException {
        if (in.read() >= 0) {
            throw new RefusedException(
                    413, "the body inflates to more than the limit of " + length + " bytes");
        }
        return Bytes.of(array, 0, length);
    }
}
