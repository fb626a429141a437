package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;

/**
 * MXNet's shared library: in the directory that the system property {@value #PROPERTY} names, or
 * else in {@code native} beside this engine's jar. It lies there unpacked (185 MB); nothing is ever
 * fetched.
 */
final class NativeFiles {
    static final String PROPERTY = "inferry.mxnet.native";
    private static final String DIRECTORY = "native";
    private static final String LIBRARY = "libmxnet.so";

    private NativeFiles() {}

    /** Whether the library lies where it should. */
    static boolean arePresent() {
        return Files.isRegularFile(directory().resolve(LIBRARY));
    }

    /**
     * Opens the library for the rest of the process's life.
     *
     * @throws ServingException UNIMPLEMENTED when it is not there or does not load on this machine
     */
    @SuppressWarnings("restricted") // this is the library that the plug-in brings
    static SymbolLookup open() {
        Path library = directory().resolve(LIBRARY);
        if (!arePresent()) {
            throw ServingException.unimplemented(
                    "there is no %s; MXNet's library is published for linux-x86_64 only, and the system property %s can name its directory"
                            .formatted(library, PROPERTY));
        }
        prepareEnvironment();
        try {
            return SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "MXNet's library does not load on this machine: " + e,
                    e);
        }
    }

    /**
     * Says how MXNet is to work; it looks at the environment when it starts. Operators run in the
     * thread that asks: its usual engine hands each of them to one thread for all models. And it
     * does not write a line for each graph that it binds.
     */
    @SuppressWarnings("restricted") // the descriptor is setenv's
    private static void prepareEnvironment() {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setenv"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        Map<String, String> variables =
                Map.of("MXNET_ENGINE_TYPE", "NaiveEngine", "MXNET_SUBGRAPH_VERBOSE", "0");
        try (Arena arena = Arena.ofConfined()) {
            for (Map.Entry<String, String> each : variables.entrySet()) {
                int _ =
                        (int)
                                setenv.invokeExact(
                                        arena.allocateFrom(each.getKey()),
                                        arena.allocateFrom(each.getValue()),
                                        1);
            }
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    private static Path directory() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        CodeSource source = NativeFiles.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Path.of(DIRECTORY).toAbsolutePath();
        }
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling(DIRECTORY);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source + " is no place for a native library", e);
        }
    }
}
