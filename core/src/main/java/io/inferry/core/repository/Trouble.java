package io.inferry.core.repository;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in words why a path could not be read. */
final class Trouble {
    private Trouble() {}

    static String text(Path path, IOException problem) {
        return switch (problem) {
            case AccessDeniedException denied -> path + " cannot be read: permission denied";
            case NoSuchFileException missing -> path + " cannot be read: it does not exist";
            case NotDirectoryException file -> path + " cannot be read: it is not a directory";
            default -> path + " cannot be read: " + problem.getMessage();
        };
    }
}
