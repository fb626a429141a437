package io.inferry.engine.pfa;

import io.inferry.api.engine.EngineOptions;
import java.util.Map;
import java.util.Set;

/**
 * This engine's options.
 *
 * @param timeoutMillis what begin, one row's action, and end may take; 0 leaves it to the document
 * @param loadMillisMax what parsing, compiling and starting may take each
 */
record PfaOptions(int timeoutMillis, int loadMillisMax, Emit emit) {
    private static final int TIMEOUT_MAX = 600_000;
    private static final int LOAD_STANDARD = 60_000;

    /** What becomes of what a document emits. */
    enum Emit {
        /** It must emit one answer for a row. */
        ONE,
        /** All answers for a row are a list in one text. */
        LIST
    }

    static PfaOptions parse(Map<String, String> options) {
        EngineOptions read = new EngineOptions("pfa", options);
        read.refuseUnknown(Set.of("timeout_ms", "load_timeout_ms", "emit"));
        int load = read.number("load_timeout_ms", 0, TIMEOUT_MAX);
        return new PfaOptions(
                read.number("timeout_ms", 0, TIMEOUT_MAX),
                load == 0 ? LOAD_STANDARD : load,
                read.choice("emit", Map.of("one", Emit.ONE, "list", Emit.LIST), Emit.ONE));
    }
}
