package io.inferry.core.repository;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The visible entries of a directory, sorted by name, at most a named number of them. */
record Children(List<Path> paths, boolean cut) {
    /** More models, or versions of a model, than any server holds. */
    static final int MAX = 100_000;

    Children {
        paths = List.copyOf(paths);
    }

    static Children of(Path directory) throws IOException {
        List<Path> paths = new ArrayList<>();
        boolean cut = false;
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(directory, path -> !Surveyor.isHidden(path))) {
            for (Path path : stream) {
                if (paths.size() == MAX) {
                    cut = true;
                    break;
                }
                paths.add(path);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(paths);
        return new Children(paths, cut);
    }
}
