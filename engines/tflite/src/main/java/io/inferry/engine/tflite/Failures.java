package io.inferry.engine.tflite;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the runtime's failures into the server's. */
final class Failures {
    /** Where in the runtime's own sources it happened, which helps nobody here. */
    private static final Pattern SOURCE = Pattern.compile("\\S+\\.(cc|h):\\d+ ");

    /** Texts of failures that other values would not have met: the caller's mistake. */
    private static final Pattern CALLERS =
            Pattern.compile("(?i)out of bounds|out of range|index|invalid|must be|shape|division");

    private static final Pattern MEMORY = Pattern.compile("(?i)failed to allocate|out of memory");

    private Failures() {}

    /** Shapes that the graph does not take. */
    static ServingException ofShapes(ModelId id, List<Shape> shapes, RefusedException failure) {
        return refused(
                "model %s does not take the shapes %s: %s".formatted(id, shapes, clean(failure)));
    }

    /** A run that an operator stopped. */
    static ServingException ofRun(ModelId id, RefusedException failure) {
        String text = "model " + id + ": " + clean(failure);
        return CALLERS.matcher(text).find() || MEMORY.matcher(text).find()
                ? refused(text)
                : ServingException.of(ErrorCode.INTERNAL, text, failure);
    }

    /** The runtime's words without source lines. */
    static String clean(RefusedException failure) {
        return SOURCE.matcher(failure.said()).replaceAll("").strip();
    }

    private static ServingException refused(String text) {
        return MEMORY.matcher(text).find()
                ? ServingException.resourceExhausted(text)
                : ServingException.invalidArgument(text);
    }
}
