package io.inferry.core.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A repository that a test writes. Each write gets a time of its own, as slow writes would; files
 * appear whole, so that a server which looks at that moment cannot make a test flicker.
 */
public final class ModelFolder {
    private final Path root;
    private Instant written = Instant.parse("2020-01-01T00:00:00Z");

    public ModelFolder(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Writes NAME/VERSION/model.linear. */
    public Path version(String name, String version, String text) {
        return file(name + "/" + version + "/model.linear", text);
    }

    /** Writes any file below the root. */
    public Path file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
            Files.writeString(draft, text);
            written = written.plusSeconds(1);
            Files.setLastModifiedTime(draft, FileTime.from(written));
            return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory(String path) {
        try {
            return Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links {@code path} to a target, which need not exist. */
    public void link(String path, Path target) {
        try {
            Files.createSymbolicLink(root.resolve(path), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void rename(String from, String to) {
        try {
            Files.move(root.resolve(from), root.resolve(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file or a whole directory. */
    public void delete(String path) {
        try (Stream<Path> all = Files.walk(root.resolve(path))) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
