package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.engine.mxnet.file.ModelFileException;
import io.inferry.engine.mxnet.file.ParamsFile;
import io.inferry.engine.mxnet.file.SymbolFile;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Symbol;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A graph and its weights, read and understood: what every runner is made from.
 *
 * @param parameters in the arena's memory
 */
record Program(
        Artifact artifact, SymbolFile file, Symbol symbol, Parameters parameters, Arguments names)
        implements AutoCloseable {
    private static final long SYMBOL_BYTES_MAX = 256 << 20;

    /** The symbol's own lists. */
    record Arguments(List<String> arguments, List<String> auxiliary, List<String> outputs) {
        Arguments {
            arguments = List.copyOf(arguments);
            auxiliary = List.copyOf(auxiliary);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Reads both files.
     *
     * @param arena where the weights are to be
     * @throws ServingException INVALID_MODEL with the file and the reason
     */
    static Program read(Artifact artifact, Arena arena) {
        SymbolFile file = graph(artifact);
        Parameters parameters = parameters(artifact, arena);
        try {
            Entries.check(file);
            Symbol symbol = Symbol.of(file.json());
            try {
                return new Program(artifact, file, symbol, parameters, names(symbol));
            } catch (RefusedException | RuntimeException e) {
                symbol.close();
                throw e;
            }
        } catch (RefusedException e) {
            throw artifact.brokenSymbol(e.said());
        } catch (ModelFileException e) {
            throw artifact.brokenSymbol(e.reason());
        }
    }

    private static Arguments names(Symbol symbol) throws RefusedException {
        return new Arguments(symbol.arguments(), symbol.auxiliary(), symbol.outputs());
    }

    private static SymbolFile graph(Artifact artifact) {
        try {
            if (Files.size(artifact.symbol()) > SYMBOL_BYTES_MAX) {
                throw artifact.brokenSymbol("it is larger than " + SYMBOL_BYTES_MAX + " bytes");
            }
            return SymbolFile.parse(Files.readString(artifact.symbol()));
        } catch (IOException e) {
            throw artifact.brokenSymbol("it cannot be read: " + e);
        } catch (ModelFileException e) {
            throw artifact.brokenSymbol(e.reason());
        }
    }

    private static Parameters parameters(Artifact artifact, Arena arena) {
        try {
            return Parameters.of(ParamsFile.parse(bytes(artifact.params(), arena)).arrays());
        } catch (IOException e) {
            throw artifact.brokenParams("it cannot be read: " + e);
        } catch (ModelFileException e) {
            throw artifact.brokenParams(e.reason());
        }
    }

    /** A copy, because a file that is mapped and then cut ends the process. */
    private static MemorySegment bytes(Path path, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes = arena.allocate(Math.max(1, channel.size()), 64);
            long at = 0;
            while (at < channel.size()) {
                long part = Math.min(1 << 30, bytes.byteSize() - at);
                int read = channel.read(bytes.asSlice(at, part).asByteBuffer(), at);
                if (read <= 0) {
                    throw new IOException("the file became shorter");
                }
                at += read;
            }
            return bytes;
        }
    }

    /** The weights' bytes. */
    long byteSize() {
        return parameters.arrays().values().stream()
                .mapToLong(param -> param.values().byteSize())
                .sum();
    }

    @Override
    public void close() {
        symbol.close();
    }
}
