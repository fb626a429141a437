package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parts of a path between its slashes, percent-decoded after the cut: a name may hold any. */
final class PathSegments {
    private PathSegments() {}

    /** The parts after the leading slash; a trailing slash gives an empty last part. */
    static List<String> of(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(decode(path.substring(from, slash)));
            from = slash + 1;
        }
        segments.add(decode(path.substring(from)));
        return segments;
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] encoded = segment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
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
