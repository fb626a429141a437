package io.inferry.engine.pfa.program;

import com.opendatagroup.hadrian.errors.PFAException;
import org.codehaus.jackson.JsonProcessingException;

/** What Hadrian and the libraries below it say, in words that help who wrote the document. */
public final class Reasons {
    private static final int LENGTH_MAX = 600;

    private Reasons() {}

    /** One failure on one line. */
    public static String of(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof JsonProcessingException json && json.getLocation() != null) {
            said =
                    "%s at line %d, column %d"
                            .formatted(
                                    said.lines().findFirst().orElse(""),
                                    json.getLocation().getLineNr(),
                                    json.getLocation().getColumnNr());
        }
        String text = said.strip().replaceAll("\\s+", " ");
        String kind =
                failure instanceof PFAException || failure instanceof JsonProcessingException
                        ? ""
                        : compiles(failure) ? "it does not compile: " : className(failure);
        return kind + (text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text);
    }

    /** Janino's failures, or a class loader's that hides one of them. */
    private static boolean compiles(Throwable failure) {
        return failure instanceof ClassNotFoundException
                || failure.getClass().getName().startsWith("org.codehaus.");
    }

    private static String className(Throwable failure) {
        return failure.getClass().getSimpleName() + ": ";
    }
}
