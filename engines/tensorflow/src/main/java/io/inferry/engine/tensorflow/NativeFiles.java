package io.inferry.engine.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * TensorFlow's shared libraries: in the directory that the system property {@value #PROPERTY}
 * names, or else in {@code native} beside this engine's jar. They lie there unpacked, because
 * unpacking their 680 MB takes seconds.
 */
final class NativeFiles {
    private static final String PROPERTY = "inferry.tensorflow.native";
    private static final String DIRECTORY = "native";

    /** In the order in which they need each other. */
    private static final List<String> BEGINNINGS =
            List.of("libomp", "libtensorflow_framework.", "libtensorflow_cc.");

    private NativeFiles() {}

    /**
     * Opens the libraries for the rest of the process's life.
     *
     * @throws IllegalStateException when a library is not there
     * @throws IllegalArgumentException when it does not load on this machine
     */
    @SuppressWarnings("restricted") // these are the libraries that the plug-in brings
    static SymbolLookup open() {
        Path directory = directory();
        SymbolLookup opened = null;
        for (String beginning : BEGINNINGS) {
            for (Path library : libraries(directory, beginning)) {
                opened = SymbolLookup.libraryLookup(library, Arena.global());
            }
        }
        if (opened == null) {
            throw new IllegalStateException(
                    "there is no libtensorflow_cc in %s; the system property %s can name another directory"
                            .formatted(directory, PROPERTY));
        }
        return opened;
    }

    private static List<Path> libraries(Path directory, String beginning) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            URI place = source.getLocation().toURI();
            return Path.of(place).resolveSibling(DIRECTORY);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source + " is no place for a native library", e);
        }
    }
}
