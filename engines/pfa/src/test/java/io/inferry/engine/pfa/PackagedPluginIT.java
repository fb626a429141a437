package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.Fixtures;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that is shipped, in a class loader as the server makes one for a plug-in. */
class PackagedPluginIT {
    private static final Path PLUGIN = Path.of("target", "plugin");

    @TempDir Path models;

    @Test
    void thePackagedPluginServesWithItsOwnLibrariesOnly() throws Exception {
        try (URLClassLoader loader = new URLClassLoader("pfa", jars(), new Seams())) {
            Engine engine = ServiceLoader.load(Engine.class, loader).findFirst().orElseThrow();
            assertThat(engine.getClass()).isNotSameAs(PfaEngine.class);
            try (ScoringServer server = ScoringServer.start(engine, models, "linear")) {
                assertThat(
                                server.infer(
                                        "linear",
                                        """
                                        {"inputs": [{"name": "x", "shape": [1, 3],
                                                     "datatype": "FP64", "data": [1, 2, 4]}]}
                                        """))
                        .startsWith("200")
                        .contains("[-1.5]");
            }
        }
    }

    @Test
    void noClassOfHadrianIsLoadedBeforeTheFirstDocument() throws Exception {
        Path document = Fixtures.copyModel("linear.pfa", models);
        Path json = Fixtures.copyModel("linear.pfa", models.resolve("linear.json"));
        try (Watching loader = new Watching(jars())) {
            Engine engine = ServiceLoader.load(Engine.class, loader).findFirst().orElseThrow();
            assertThat(engine.recognizes(document)).isTrue();
            assertThat(engine.recognizes(json)).isTrue();
            assertThat(loader.loaded)
                    .noneMatch(name -> name.startsWith("scala.") || name.contains("hadrian"));

            engine.inspect(document);
            assertThat(loader.loaded).anyMatch(name -> name.contains("hadrian"));
        }
    }

    @Test
    void theDirectoryHoldsNoLibraryThatTheServerHas() throws Exception {
        assertThat(jars())
                .extracting(URL::toString)
                .anyMatch(jar -> jar.contains("hadrian"))
                .noneMatch(jar -> jar.contains("slf4j"))
                .noneMatch(jar -> jar.contains("inferry-api"))
                .noneMatch(jar -> jar.contains("snakeyaml"));
    }

    private static URL[] jars() throws Exception {
        try (Stream<Path> files = Files.list(PLUGIN)) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
            return jars.toArray(URL[]::new);
        }
    }

    /** What a plug-in sees of the server. */
    private static final class Seams extends ClassLoader {
        Seams() {
            super("seams", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.inferry.api.")
                    || name.startsWith("org.jspecify.")
                    || name.startsWith("org.slf4j.")) {
                return PackagedPluginIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Remembers which classes it was made to load. */
    private static final class Watching extends URLClassLoader {
        private final List<String> loaded = new ArrayList<>();

        Watching(URL[] jars) {
            super("pfa", jars, new Seams());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            synchronized (loaded) {
                loaded.add(name);
            }
            return super.findClass(name);
        }
    }
}
