package io.inferry.contracts;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An engine whose models know their columns, for tests of tables that are to name texts, numbers
 * and missing values: real trees have numbers only. Register it in {@code META-INF/services}. Reads
 * {@code model.credit}, which holds the name of a {@link Kind}.
 */
public final class CreditEngine implements Engine {
    private static final String FILE = "model.credit";

    /** What a model answers. */
    public enum Kind {
        /** {@code label} and {@code probabilities} of the classes no and yes; explains itself. */
        LOAN,
        /** One {@code prediction}. */
        PRICE,
        /**
         * The same by a signature that takes columns itself, as PMML's do; an age may be absent.
         */
        RULES
    }

    /** Puts a model into a repository as its version 1. */
    public static void write(Path repository, String name, Kind kind) {
        try {
            Path version = Files.createDirectories(repository.resolve(name).resolve("1"));
            Files.writeString(version.resolve(FILE), kind.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "credit";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Files.exists(artifact.resolve(FILE));
    }

    @Override
    public Inspection inspect(Path artifact) {
        return new Inspection("credit", 0, List.of(), Map.of());
    }

    @Override
    public Model load(LoadRequest request) {
        try {
            Kind kind = Kind.valueOf(Files.readString(request.artifact().resolve(FILE)));
            return new CreditModel(kind, request.memory());
        } catch (IOException e) {
            throw ServingException.invalidModel("cannot read " + request.artifact(), e);
        }
    }
}
