package io.inferry.engine.opencv.runtime;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.opencv.core.Core;

/**
 * OpenCV's shared library: in the directory that the system property {@value #PROPERTY} names, or
 * else in {@code native} beside this engine's jar. It lies there unpacked; nothing is ever fetched.
 */
public final class NativeLibrary {
    private static final String PROPERTY = "inferry.opencv.native";
    private static final String DIRECTORY = "native";

    private NativeLibrary() {}

    /** Whether the library lies where it should. */
    public static boolean isPresent() {
        return Files.isRegularFile(file());
    }

    /** The library's version. */
    public static String version() {
        start();
        return Core.getVersionString();
    }

    /** Sets how many threads work on one operator, in the whole process. */
    public static void setThreads(int threads) {
        start();
        Core.setNumThreads(threads);
    }

    /**
     * Loads the library, once.
     *
     * @throws ServingException UNIMPLEMENTED when there is none for this machine
     */
    static void start() {
        try {
            Started.touch();
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            if (e.getCause() instanceof ServingException told) {
                throw told;
            }
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "OpenCV's library does not load on this machine: " + e,
                    e);
        }
    }

    private static Path file() {
        return directory().resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME));
    }

    private static Path directory() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        CodeSource source = NativeLibrary.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Path.of(DIRECTORY).toAbsolutePath();
        }
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling(DIRECTORY);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source + " is no place for a native library", e);
        }
    }

    /** The JVM initializes a class once, and remembers when that failed. */
    private static final class Started {
        static {
            load();
        }

        private Started() {}

        static void touch() {
            // its class is initialized now
        }

        @SuppressWarnings("restricted") // this is the library that the plug-in brings
        private static void load() {
            if (!isPresent()) {
                throw ServingException.unimplemented(
                        "there is no %s; the system property %s can name its directory"
                                .formatted(file(), PROPERTY));
            }
            try {
                System.load(file().toString());
            } catch (UnsatisfiedLinkError e) {
                throw ServingException.of(
                        ErrorCode.UNIMPLEMENTED,
                        "OpenCV's library does not load on this machine: " + e.getMessage(),
                        e);
            }
        }
    }
}
