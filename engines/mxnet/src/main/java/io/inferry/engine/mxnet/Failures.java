package io.inferry.engine.mxnet;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.runtime.RefusedException;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the library's failures into the server's. */
final class Failures {
    private static final Pattern MEMORY =
            Pattern.compile("(?i)failed to allocate|out of memory|bad_alloc");

    /** Texts of failures that other values would not have met: the caller's mistake. */
    private static final Pattern CALLERS =
            Pattern.compile("(?i)out of bounds|out of range|index|invalid|shape");

    private Failures() {}

    /** Shapes that the graph does not take. */
    static ServingException ofShapes(ModelId id, List<Shape> shapes, RefusedException failure) {
        String text =
                "model %s does not take the shapes %s: %s".formatted(id, shapes, failure.said());
        return MEMORY.matcher(text).find()
                ? ServingException.resourceExhausted(text)
                : ServingException.invalidArgument(text);
    }

    /** A run that an operator stopped. */
    static ServingException ofRun(ModelId id, RefusedException failure) {
        String text = "model " + id + ": " + failure.said();
        if (MEMORY.matcher(text).find()) {
            return ServingException.resourceExhausted(text);
        }
        return CALLERS.matcher(text).find()
                ? ServingException.invalidArgument(text)
                : ServingException.of(ErrorCode.INTERNAL, text, failure);
    }
}
