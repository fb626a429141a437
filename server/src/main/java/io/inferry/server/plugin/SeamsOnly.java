package io.inferry.server.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plug-in sees of the server: the JDK, the seams and the logging interface. Everything else
 * is hidden, so that a plug-in may bring its own Netty, Jackson or Scala in any version.
 */
final class SeamsOnly extends ClassLoader {
    private static final List<String> SHARED =
            List.of(
                    "io.inferry.api.",
                    "io.inferry.transport.",
                    "org.jspecify.annotations.",
                    "org.slf4j.");

    private final ClassLoader server;

    SeamsOnly(ClassLoader server) {
        super("seams", ClassLoader.getPlatformClassLoader());
        this.server = server;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return server.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    /** None: service files of the server must not make its islands appear inside a plug-in. */
    @Override
    protected @Nullable URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }
}
