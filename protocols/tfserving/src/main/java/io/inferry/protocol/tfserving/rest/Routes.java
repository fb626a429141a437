package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.protocol.tfserving.examples.ExampleMethod;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's routes: two patterns, matched without regard to case. The one for predictions is
 * matched by hand, because every request comes through it.
 */
final class Routes {
    private static final String PREFIX = "/v1/";
    private static final String MODELS = "/v1/models/";
    private static final String VERSIONS = "versions/";
    private static final String LABELS = "labels/";

    private static final Pattern READING =
            Pattern.compile(
                    "/v1/models(?:/([^/:]+))?(?:/versions/(\\d+)|/labels/([^/:]+))?(?:/(metadata))?",
                    Pattern.CASE_INSENSITIVE);

    private Routes() {}

    /** Whether a path is this protocol's to answer. */
    static boolean covers(String path) {
        return startsWith(path, 0, PREFIX);
    }

    /**
     * The route of a request.
     *
     * @param target path and query as sent: upstream matches both. Here a query may follow the verb
     *     of what is posted, for the rules of traffic
     * @throws ServingException INVALID_ARGUMENT in upstream's words
     */
    static Route parse(String method, String target) {
        @Nullable Route route =
                switch (method) {
                    case "POST" -> posted(target);
                    case "GET" -> read(target);
                    default -> null;
                };
        if (route == null) {
            throw ServingException.invalidArgument("Malformed request: " + method + " " + target);
        }
        return route;
    }

    private static @Nullable Route posted(String target) {
        if (!startsWith(target, 0, MODELS)) {
            return null;
        }
        int nameEnd = segmentEnd(target, MODELS.length());
        if (nameEnd == MODELS.length() || nameEnd == target.length()) {
            return null;
        }
        int choiceEnd = target.charAt(nameEnd) == '/' ? choiceEnd(target, nameEnd + 1) : nameEnd;
        if (choiceEnd < 0 || choiceEnd == target.length() || target.charAt(choiceEnd) != ':') {
            return null;
        }
        int question = target.indexOf('?', choiceEnd);
        int verbEnd = question < 0 ? target.length() : question;
        return switch (target.substring(choiceEnd + 1, verbEnd)) {
            case "predict" -> new Route.Predict(reference(target, nameEnd, choiceEnd));
            case "classify" -> examples(target, nameEnd, choiceEnd, ExampleMethod.CLASSIFY);
            case "regress" -> examples(target, nameEnd, choiceEnd, ExampleMethod.REGRESS);
            default -> null;
        };
    }

    private static Route examples(String target, int nameEnd, int choiceEnd, ExampleMethod method) {
        return new Route.Examples(reference(target, nameEnd, choiceEnd), method);
    }

    /** Where {@code versions/7} or {@code labels/x} ends; -1 when neither begins here. */
    private static int choiceEnd(String target, int from) {
        if (startsWith(target, from, VERSIONS)) {
            int end = segmentEnd(target, from + VERSIONS.length());
            return isNumber(target, from + VERSIONS.length(), end) ? end : -1;
        }
        if (startsWith(target, from, LABELS)) {
            int end = segmentEnd(target, from + LABELS.length());
            return end > from + LABELS.length() ? end : -1;
        }
        return -1;
    }

    private static ModelRef reference(String target, int nameEnd, int choiceEnd) {
        String name = PercentCoding.decode(target.substring(MODELS.length(), nameEnd));
        if (choiceEnd == nameEnd) {
            return ModelRef.latest(name);
        }
        String choice = target.substring(target.indexOf('/', nameEnd + 1) + 1, choiceEnd);
        return startsWith(target, nameEnd + 1, VERSIONS)
                ? ModelRef.version(name, version(choice))
                : ModelRef.label(name, PercentCoding.decode(choice));
    }

    private static @Nullable Route read(String target) {
        Matcher matcher = READING.matcher(target);
        if (!matcher.matches()) {
            return null;
        }
        if (matcher.group(1) == null) {
            throw ServingException.invalidArgument("Missing model name in request.");
        }
        String name = PercentCoding.decode(matcher.group(1));
        VersionChoice choice = choice(matcher.group(2), matcher.group(3));
        if ("metadata".equals(matcher.group(4))) {
            return new Route.Metadata(new ModelRef(name, choice));
        }
        // A label asks for all versions: upstream looks at the number only.
        return new Route.Status(
                name,
                choice instanceof VersionChoice.Exact exact
                        ? OptionalLong.of(exact.version())
                        : OptionalLong.empty());
    }

    private static VersionChoice choice(@Nullable String number, @Nullable String label) {
        if (number != null) {
            return new VersionChoice.Exact(version(number));
        }
        return label == null
                ? VersionChoice.LATEST
                : new VersionChoice.Label(PercentCoding.decode(label));
    }

    private static long version(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw ServingException.invalidArgument(
                    "Failed to convert version: " + digits + " to numeric.");
        }
    }

    private static boolean startsWith(String text, int from, String prefix) {
        return text.regionMatches(true, from, prefix, 0, prefix.length());
    }

    private static int segmentEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != ':') {
            at++;
        }
        return at;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
