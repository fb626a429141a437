package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed engines, and which of them loads what. */
final class Engines {
    /** Entries of a directory that are tried, and named in a complaint. */
    private static final int ENTRIES_MAX = 20;

    private final List<Engine> engines;

    Engines(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    /** An engine and what it is to load: the artifact, or the one file in it that it knows. */
    record Choice(Engine engine, Path artifact) {}

    boolean recognizes(Path path) {
        return engines.stream().anyMatch(engine -> recognizes(engine, path));
    }

    /**
     * Which engine loads an artifact.
     *
     * @param name the engine that the settings name
     * @throws ServingException INVALID_MODEL that names the installed engines and what is there
     */
    Choice choose(Path artifact, Optional<String> name) {
        if (!Files.exists(artifact)) {
            throw ServingException.invalidModel(artifact + " does not exist");
        }
        return name.isPresent() ? named(artifact, name.get()) : recognized(artifact);
    }

    private Choice named(Path artifact, String name) {
        Engine engine =
                engines.stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                ServingException.invalidModel(
                                        withHint(
                                                artifact,
                                                "engine '%s' is not installed; installed are: %s"
                                                        .formatted(name, installed()))));
        return accepted(engine, artifact).orElseGet(() -> new Choice(engine, artifact));
    }

    private Choice recognized(Path artifact) {
        return engines.stream()
                .flatMap(engine -> accepted(engine, artifact).stream())
                .findFirst()
                .orElseThrow(() -> ServingException.invalidModel(complaint(artifact)));
    }

    private static Optional<Choice> accepted(Engine engine, Path artifact) {
        return Stream.concat(Stream.of(artifact), entries(artifact).stream())
                .filter(path -> recognizes(engine, path))
                .findFirst()
                .map(path -> new Choice(engine, path));
    }

    /** An engine that fails on a file does not take it for a model. */
    private static boolean recognizes(Engine engine, Path path) {
        try {
            return engine.recognizes(path);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private String complaint(Path artifact) {
        List<Path> entries = entries(artifact);
        String holds =
                Files.isDirectory(artifact)
                        ? "it holds " + names(entries)
                        : "it is a file of " + size(artifact) + " bytes";
        String text =
                "no installed engine recognizes %s: %s; installed are: %s"
                        .formatted(artifact, holds, installed());
        return withHint(artifact, text);
    }

    /** With the plug-in that would load it, where its files are well known. */
    private static String withHint(Path artifact, String text) {
        return Stream.concat(Stream.of(artifact), entries(artifact).stream())
                .flatMap(path -> MissingEngine.of(path).stream())
                .findFirst()
                .map(missing -> text + "; " + missing)
                .orElse(text);
    }

    private String installed() {
        String names = engines.stream().map(Engine::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static String names(List<Path> entries) {
        return entries.isEmpty()
                ? "nothing"
                : entries.stream()
                        .map(path -> String.valueOf(path.getFileName()))
                        .collect(Collectors.joining(", "));
    }

    private static List<Path> entries(Path artifact) {
        if (!Files.isDirectory(artifact)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(artifact)) {
            return list.limit(ENTRIES_MAX).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String size(Path file) {
        try {
            return Long.toString(Files.size(file));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
