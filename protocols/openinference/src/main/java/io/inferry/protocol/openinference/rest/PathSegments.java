package io.inferry.protocol.openinference.rest;

import io.inferry.transport.http.PathText;
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
            segments.add(PathText.decode(path.substring(from, slash)));
            from = slash + 1;
        }
        segments.add(PathText.decode(path.substring(from)));
        return segments;
    }
}
