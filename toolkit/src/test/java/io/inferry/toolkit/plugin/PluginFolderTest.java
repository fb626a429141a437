package io.inferry.toolkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir private Path directory;

    private Path installed;
    private PluginFolder folder;

    @BeforeEach
    void begin() {
        installed = directory.resolve("plugins");
        folder = new PluginFolder(installed);
    }

    private Path plugin(String name, String text) throws IOException {
        Path plugin = Files.createDirectories(directory.resolve(name + "-source").resolve(name));
        Files.createDirectories(plugin.resolve("native"));
        Files.writeString(plugin.resolve("engine.jar"), text);
        Files.writeString(plugin.resolve("native/lib.so"), text);
        return plugin;
    }

    private Path archive(Path top) throws IOException, InterruptedException {
        Path archive = directory.resolve(top.getFileName() + ".tar.gz");
        int status =
                new ProcessBuilder(
                                "tar",
                                "-czf",
                                archive.toString(),
                                "-C",
                                top.getParent().toString(),
                                top.getFileName().toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(status).isZero();
        return archive;
    }

    @Test
    void anArchiveBecomesADirectoryOfItsName() throws Exception {
        assertThat(folder.add(archive(plugin("trees", "1")))).isEqualTo("trees");

        assertThat(folder.names()).containsExactly("trees");
        assertThat(installed.resolve("trees/native/lib.so")).hasContent("1");
        try (var left = Files.list(installed)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aDirectoryIsCopiedInPlaceOfAnOlderOne() throws IOException {
        folder.add(plugin("trees", "1"));
        folder.add(plugin("trees", "2"));

        assertThat(installed.resolve("trees/engine.jar")).hasContent("2");
    }

    @Test
    void whatIsNoPluginIsRefusedAndNothingIsLeft() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.tar.gz"), "no archive");
        Path empty = Files.createDirectories(directory.resolve("empty"));

        for (Path wrong : List.of(text, empty, archive(empty), directory.resolve("nowhere"))) {
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(() -> folder.add(wrong))
                    .withMessageContaining(wrong.getFileName().toString());
        }
        assertThat(folder.names()).isEmpty();
        if (Files.exists(installed)) {
            try (var left = Files.list(installed)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void removingALinkedPluginLeavesWhatItLinksTo() throws IOException {
        Path linked = plugin("trees", "1");
        Files.createDirectories(installed);
        Files.createSymbolicLink(installed.resolve("trees"), linked);

        folder.remove("trees");

        assertThat(folder.names()).isEmpty();
        assertThat(linked.resolve("engine.jar")).exists();
    }

    @Test
    void removingAnUnknownPluginNamesThoseThatThereAre() throws IOException {
        folder.add(plugin("trees", "1"));

        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> folder.remove("forest"))
                .withMessage("there is no plug-in 'forest', only [trees]");
    }
}
