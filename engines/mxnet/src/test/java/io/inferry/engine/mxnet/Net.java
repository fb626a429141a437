package io.inferry.engine.mxnet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import io.inferry.engine.mxnet.runtime.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The two files of a model in a folder of a test. */
record Net(Path symbol, Path params) {
    /** One as in a server: each has threads of its own, whose scratch memory stays (5 MB each). */
    private static final MxnetEngine ENGINE = new MxnetEngine();

    private static final String SYMBOL = "-symbol.json";
    private static final String PARAMS = "-0000.params";

    /** Skips where MXNet is not published for. */
    static void assumeMxnet() {
        assumeTrue(Symbol.isLibraryPresent(), "MXNet's library is for linux-x86_64 only");
    }

    /** A fixture's files. */
    static Net copy(String name, Path folder) {
        return of(name, folder).write(Fixtures.text(name + SYMBOL), Fixtures.bytes(name + PARAMS));
    }

    static Net of(String name, Path folder) {
        return new Net(folder.resolve(name + SYMBOL), folder.resolve(name + PARAMS));
    }

    Net write(String json, byte[] parameters) {
        try {
            Files.createDirectories(symbol.resolveSibling(""));
            Files.writeString(symbol, json);
            Files.write(params, parameters);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Model load(Map<String, String> options, TensorMemory memory) {
        return ENGINE.load(new LoadRequest(new ModelId("made", 1), symbol, options, memory));
    }

    Model load(Map<String, String> options) {
        return load(options, TensorMemory.unpooled());
    }
}
