package io.inferry.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.Engine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir Path directory;

    @Test
    void anEngineInADirectoryOfItsOwnIsFound() throws IOException {
        plugin("echo", "echo.EchoEngine", engine("echo", "return \"echo\";"));

        List<Plugin> plugins = Plugins.load(directory);

        assertThat(plugins).singleElement().extracting(Plugin::name).isEqualTo("echo");
        Engine engine = plugins.getFirst().engines().getFirst();
        assertThat(engine.name()).isEqualTo("echo");
        assertThat(engine.getClass().getClassLoader())
                .isNotSameAs(Engine.class.getClassLoader())
                .extracting(ClassLoader::getName)
                .isEqualTo("echo");
    }

    @Test
    void theServersOwnEnginesDoNotAppearInsideAPlugin() throws IOException {
        plugin("echo", "echo.EchoEngine", engine("echo", "return \"echo\";"));

        assertThat(Plugins.load(directory).getFirst().engines()).hasSize(1);
        assertThat(Plugins.load(directory).getFirst().protocols()).isEmpty();
    }

    @Test
    void theServersLibrariesAreHiddenFromAPlugin() throws IOException {
        String asks =
                """
                try {
                    Class.forName("picocli.CommandLine");
                    return "sees picocli";
                } catch (ClassNotFoundException hidden) {
                    return org.slf4j.LoggerFactory.getLogger("x") == null ? "" : "sees slf4j only";
                }
                """;
        plugin("nosy", "nosy.NosyEngine", engine("nosy", asks));

        Engine engine = Plugins.load(directory).getFirst().engines().getFirst();

        assertThat(engine.name()).isEqualTo("sees slf4j only");
    }

    @Test
    void aBrokenPluginIsLeftOutAndTheOthersStay() throws IOException {
        plugin("alpha", "alpha.AlphaEngine", engine("alpha", "return \"alpha\";"));
        jar("broken", "no.such.Engine", List.of());
        Files.writeString(Files.createDirectory(directory.resolve("cut")).resolve("a.jar"), "PK");
        plugin(
                "failing",
                "failing.FailingEngine",
                engine("failing", "return \"\";")
                        .replace("{\n", "{\n{ if (true) throw new Error(); }\n"));
        plugin("omega", "omega.OmegaEngine", engine("omega", "return \"omega\";"));

        assertThat(Plugins.load(directory))
                .extracting(Plugin::name)
                .containsExactly("alpha", "omega");
    }

    @Test
    void noDirectoryMeansNoPlugins() {
        assertThat(Plugins.load(directory.resolve("none"))).isEmpty();
    }

    private static String engine(String folder, String body) {
        String name = Character.toUpperCase(folder.charAt(0)) + folder.substring(1) + "Engine";
        return """
        package %s;
        public final class %s implements io.inferry.api.engine.Engine {
            public String name() { %s }
            public boolean recognizes(java.nio.file.Path artifact) { return false; }
            public io.inferry.api.engine.Inspection inspect(java.nio.file.Path artifact) {
                throw new UnsupportedOperationException();
            }
            public io.inferry.api.engine.Model load(io.inferry.api.engine.LoadRequest request) {
                throw new UnsupportedOperationException();
            }
        }
        """
                .formatted(folder, name, body);
    }

    private void plugin(String folder, String className, String source) throws IOException {
        Path classes = Files.createDirectories(directory.resolveSibling(folder + "-classes"));
        var file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + className.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        var options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none");
        boolean compiled =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, List.of(file))
                        .call();
        assertThat(compiled).isTrue();
        try (Stream<Path> files = Files.walk(classes)) {
            jar(folder, className, files.filter(Files::isRegularFile).toList());
        }
    }

    private void jar(String folder, String provider, List<Path> classFiles) throws IOException {
        Path jar = Files.createDirectories(directory.resolve(folder)).resolve(folder + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Engine.class.getName()));
            out.write(provider.getBytes(StandardCharsets.UTF_8));
            for (Path file : classFiles) {
                Path root = directory.resolveSibling(folder + "-classes");
                out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
