package io.inferry.engine.mxnet;

import io.inferry.api.engine.EngineOptions;
import java.util.Map;
import java.util.Set;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param inputs what the files do not say of the inputs, by name; empty when nothing is declared
 * @param epoch the number of the parameters' file; {@link #LATEST} for the highest there is
 * @param threads for one operator
 */
record MxnetOptions(Map<String, InputDeclaration> inputs, int epoch, int threads) {
    static final int LATEST = -1;

    private static final int EPOCH_MAX = 999_999;
    private static final int THREADS_MAX = 256;
    private static final Set<String> KEYS = Set.of("inputs", "epoch", "threads");

    /**
     * Reads the options.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that names the key, what it was set
     *     to and what it can be
     */
    static MxnetOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("mxnet", options);
        reader.refuseUnknown(KEYS);
        return new MxnetOptions(
                reader.text("inputs").map(InputDeclaration::parseAll).orElse(Map.of()),
                reader.number("epoch", LATEST, EPOCH_MAX),
                Math.max(1, reader.number("threads", 0, THREADS_MAX)));
    }
}
