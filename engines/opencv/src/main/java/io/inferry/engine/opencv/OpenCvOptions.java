package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.api.engine.EngineOptions;
import io.inferry.api.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param shapes in place of those that the description has, by input
 * @param threads for one operator, in the whole process; 0 leaves it as it is
 * @param rows what to do with the number of rows that the description has
 */
record OpenCvOptions(Map<String, Shape> shapes, int threads, Rows rows) {
    private static final int THREADS_MAX = 256;
    private static final Set<String> KEYS = Set.of("inputs", "threads", "rows");
    private static final Map<String, Rows> ROWS =
            Map.of("auto", Rows.TRIED, "declared", Rows.DECLARED);
    private static final Pattern INPUT =
            Pattern.compile("\\s*([^\\s,:\\[\\]]+)\\s*\\[([^\\]]*)\\]\\s*(,|$)");

    /** What decides whether a request may have another number of rows than the file says. */
    enum Rows {
        /** The file alone. */
        DECLARED,
        /** A trial. */
        TRIED
    }

    OpenCvOptions {
        shapes = Map.copyOf(shapes);
    }

    /**
     * Reads the options.
     *
     * @throws ServingException INVALID_ARGUMENT that names the key, what it was set to and what it
     *     can be
     */
    static OpenCvOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("opencv", options);
        reader.refuseUnknown(KEYS);
        return new OpenCvOptions(
                reader.text("inputs").map(OpenCvOptions::shapes).orElse(Map.of()),
                reader.number("threads", 0, THREADS_MAX),
                reader.choice("rows", ROWS, Rows.TRIED));
    }

    private static Map<String, Shape> shapes(String text) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Matcher matcher = INPUT.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw wrong(text);
            }
            shapes.put(matcher.group(1), shape(text, matcher.group(2)));
            at = matcher.end();
        }
        return shapes;
    }

    private static Shape shape(String text, String dims) {
        try {
            return Shape.of(
                    Arrays.stream(dims.split(",", -1))
                            .map(String::strip)
                            .mapToLong(dim -> dim.equals("?") ? Shape.UNKNOWN : Long.parseLong(dim))
                            .toArray());
        } catch (NumberFormatException | ServingException e) {
            throw wrong(text);
        }
    }

    private static ServingException wrong(String text) {
        return ServingException.invalidArgument(
                "option inputs is '%s'; it must be like data[-1,3,224,224], mask[-1,8]"
                        .formatted(text));
    }
}
