package io.inferry.engine.tflite.runtime;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Finds the C library. It lies in a jar that JavaCPP's makers publish; their Java classes are not
 * used: the C functions are called directly.
 */
final class NativeLibrary {
    /** A file to take in place of the one in the jar. */
    static final String PATH_PROPERTY = "inferry.tflite.library";

    private NativeLibrary() {}

    /**
     * Opens the library, for as long as the process lives.
     *
     * @throws ServingException UNIMPLEMENTED when there is none for this machine
     */
    @SuppressWarnings("restricted") // calling native code is what this package is for
    static SymbolLookup open() {
        String path = System.getProperty(PATH_PROPERTY);
        try {
            if (path != null) {
                return SymbolLookup.libraryLookup(Path.of(path), Arena.global());
            }
            Path copy = Files.createTempFile("inferry-tflite-", System.mapLibraryName(""));
            try {
                unpack(copy);
                return SymbolLookup.libraryLookup(copy, Arena.global());
            } finally {
                // What is mapped stays; where it cannot be deleted, the system's cleaner does.
                Files.deleteIfExists(copy);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "TensorFlow Lite's library does not load on this machine: " + e,
                    e);
        }
    }

    private static void unpack(Path target) throws IOException {
        String name = "/org/bytedeco/tensorflowlite/%s/%s".formatted(platform(), fileName());
        try (InputStream in = NativeLibrary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " on the class path");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String fileName() {
        return System.mapLibraryName("jnitensorflowlite");
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String family =
                system.startsWith("linux")
                        ? "linux"
                        : system.startsWith("mac") ? "macosx" : "windows";
        String processor = System.getProperty("os.arch", "");
        return family + (processor.equals("aarch64") ? "-arm64" : "-x86_64");
    }
}
