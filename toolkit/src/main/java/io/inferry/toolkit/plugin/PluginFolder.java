package io.inferry.toolkit.plugin;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of plug-ins: one directory with jars for each. */
final class PluginFolder {
    private static final String JAR = ".jar";

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    /** The plug-ins that are there, by name. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(PluginFolder::holdsJars)
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed(folder + " cannot be read", e);
        }
    }

    /**
     * Adds a plug-in; an older one of its name goes only once the new one is there wholly.
     *
     * @param plugin a directory with jars, or a .tar.gz that holds one
     * @return its name
     * @throws ServingException INVALID_ARGUMENT when it is neither
     */
    String add(Path plugin) {
        if (!Files.exists(plugin)) {
            throw ServingException.invalidArgument(
                    "there is no plug-in at %s: give the archive inferry-plugin-%s-….tar.gz or a directory"
                            .formatted(plugin.toAbsolutePath(), plugin.getFileName()));
        }
        Path waiting = folder.resolve(".adding-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(waiting);
            Path fresh = unpacked(plugin, waiting);
            String name = fresh.getFileName().toString();
            Path old = folder.resolve(name);
            delete(old);
            Files.move(fresh, old);
            return name;
        } catch (IOException e) {
            throw failed(plugin + " cannot be added to " + folder, e);
        } finally {
            deleteQuietly(waiting);
        }
    }

    private static Path unpacked(Path plugin, Path waiting) throws IOException {
        if (Files.isDirectory(plugin)) {
            Path name = plugin.toRealPath().getFileName();
            Path copy = waiting.resolve(String.valueOf(name));
            copy(plugin, copy);
            return checked(plugin, copy);
        }
        untar(plugin, waiting);
        try (Stream<Path> children = Files.list(waiting)) {
            List<Path> top = children.toList();
            if (top.size() != 1) {
                throw ServingException.invalidArgument(
                        plugin + " must hold one directory, it holds " + top.size() + " entries");
            }
            return checked(plugin, top.getFirst());
        }
    }

    private static Path checked(Path plugin, Path unpacked) {
        if (!holdsJars(unpacked)) {
            throw ServingException.invalidArgument(plugin + " holds no jars: it is no plug-in");
        }
        return unpacked;
    }

    /** The system's tar keeps to the directory it is given, whatever names the archive has. */
    private static void untar(Path archive, Path into) throws IOException {
        Process tar =
                new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tar.waitFor() != 0) {
                throw ServingException.invalidArgument(
                        archive + " is no plug-in archive: " + said.strip());
            }
        } catch (InterruptedException e) {
            tar.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Removes a plug-in.
     *
     * @throws ServingException NOT_FOUND that names those that there are
     */
    void remove(String name) {
        if (!names().contains(name)) {
            throw ServingException.notFound("there is no plug-in '" + name + "', only " + names());
        }
        try {
            delete(folder.resolve(name));
        } catch (IOException e) {
            throw failed(name + " cannot be removed", e);
        }
    }

    private static boolean holdsJars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.anyMatch(child -> child.toString().endsWith(JAR));
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** A link is removed, not what it leads to. */
    private static void delete(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            Files.delete(path);
        } else if (Files.exists(path)) {
            Files.walkFileTree(path, new Deleting());
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            delete(path);
        } catch (IOException leftBehind) {
            // A hidden directory that the next call replaces: not worth failing for.
            path.toFile().deleteOnExit();
        }
    }

    private static ServingException failed(String what, IOException e) {
        return ServingException.of(ErrorCode.INTERNAL, what + ": " + e);
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
