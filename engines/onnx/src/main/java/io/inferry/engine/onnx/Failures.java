package io.inferry.engine.onnx;

import ai.onnxruntime.OrtException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import java.util.regex.Pattern;

/** Turns ONNX Runtime's failures into the server's. */
final class Failures {
    private static final int TEXT_MAX = 1000;

    /** {@code Error code - ORT_FAIL - message: }, before every text. */
    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");

    /** Where in ONNX Runtime's own sources it happened, which helps nobody here. */
    private static final Pattern SOURCE =
            Pattern.compile("\\S+\\.(cc|h|hpp|cpp):\\d+ ([^\\n]{0,300}?\\) )?");

    /**
     * Texts of failures that other values would not have met: the caller's mistake, whatever the
     * code. Kernels report most of them as plain exceptions.
     */
    private static final Pattern CALLERS =
            Pattern.compile(
                    "(?i)dimension|broadcast|shape|out of (bounds|range)|rank|indices element"
                            + "|must be within|incompatible|axis|channels|num_dims");

    private static final Pattern MEMORY =
            Pattern.compile("(?i)failed to allocate memory|bad_alloc|bad allocation");

    /** What the runtime says of an output whose memory was given with another shape. */
    private static final Pattern WRONG_OUTPUT =
            Pattern.compile("OrtValue shape verification failed|OrtValue provided for output");

    private Failures() {}

    /** Whether the memory given for an output did not have the shape that the model produced. */
    static boolean isWrongOutputShape(OrtException failure) {
        return WRONG_OUTPUT.matcher(String.valueOf(failure.getMessage())).find();
    }

    /** The failure of one run. */
    static ServingException ofRun(ModelId id, OrtException failure) {
        String text = "model " + id + ": " + clean(failure);
        if (MEMORY.matcher(text).find()) {
            return ServingException.resourceExhausted(text);
        }
        if (failure.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED) {
            return ServingException.of(ErrorCode.UNIMPLEMENTED, text, failure);
        }
        if (failure.getCode() == OrtException.OrtErrorCode.ORT_INVALID_ARGUMENT
                || CALLERS.matcher(text).find()) {
            return ServingException.invalidArgument(text);
        }
        return ServingException.internal(text, failure);
    }

    /** The message without codes and source lines. */
    static String clean(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.toString();
        }
        String text = CODE.matcher(message).replaceFirst("");
        text = SOURCE.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
    }
}
