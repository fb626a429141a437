package io.inferry.core.repository;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Walks over the files of a version, follows links and stops at the configured bounds. */
final class Surveyor {
    private final RepositorySettings settings;

    Surveyor(RepositorySettings settings) {
        this.settings = settings;
    }

    /**
     * What is there now.
     *
     * @param ignored files that belong to the repository and not to the version
     * @throws IOException when something cannot be read, or there are more files than allowed
     */
    Footprint survey(Path artifact, Predicate<Path> ignored) throws IOException {
        Walk walk = new Walk(artifact, ignored);
        Files.walkFileTree(
                artifact, Set.of(FileVisitOption.FOLLOW_LINKS), settings.depthMax(), walk);
        return walk.footprint();
    }

    static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Predicate<Path> ignored;
        private final Path marker;
        private Fingerprint fingerprint = Fingerprint.NONE;
        private FileTime newest = FileTime.fromMillis(0);
        private FileTime newestFile = FileTime.fromMillis(0);
        private FileTime marked = FileTime.fromMillis(-1);

        Walk(Path root, Predicate<Path> ignored) {
            this.root = root;
            this.ignored = ignored;
            this.marker = root.resolve(settings.marker());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!directory.equals(root) && isHidden(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            newest = later(newest, attributes.lastModifiedTime());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (file.equals(marker)) {
                marked = attributes.lastModifiedTime();
            } else if (!isHidden(file) && !ignored.test(file)) {
                add(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, BasicFileAttributes attributes) throws IOException {
            if (fingerprint.files() == settings.filesMax()) {
                throw new IOException(
                        "there are more files than files_max %d in %s"
                                .formatted(settings.filesMax(), root));
            }
            FileTime changed = attributes.lastModifiedTime();
            fingerprint =
                    fingerprint.with(
                            root.relativize(file).toString(),
                            attributes.size(),
                            changed.to(TimeUnit.NANOSECONDS));
            newest = later(newest, changed);
            newestFile = later(newestFile, changed);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            boolean loop = problem instanceof FileSystemLoopException;
            if (loop || (isHidden(file) && !file.equals(root))) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        Footprint footprint() {
            Instant changed = newest.toInstant();
            return new Footprint(fingerprint, changed, marked.compareTo(newestFile) >= 0);
        }

        private static FileTime later(FileTime one, FileTime other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }
}
