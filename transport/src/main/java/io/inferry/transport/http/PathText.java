package io.inferry.transport.http;

import io.inferry.api.ServingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-decoding of a path's parts (RFC 3986): after the cut at slashes, as a name may hold any.
 */
public final class PathText {
    private PathText() {}

    /**
     * The text of one part.
     *
     * @throws ServingException INVALID_ARGUMENT where two hexadecimal digits do not follow a
     *     percent sign
     */
    public static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] encoded = segment.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(encoded[i + 2], 16) : -1;
            if (low < 0) {
                throw ServingException.invalidArgument(
                        "'" + segment + "' in the path has a broken percent-encoding");
            }
            decoded.write((high << 4) | low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
