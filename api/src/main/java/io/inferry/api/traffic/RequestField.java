package io.inferry.api.traffic;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One thing that a request says of itself.
 *
 * @param name of the header, parameter or input; lower case for a header; empty for the caller
 */
public record RequestField(Source source, String name) {
    /** Where it stands. */
    public enum Source {
        /** An HTTP header or gRPC metadata; names are case-insensitive. */
        HEADER,
        /** A parameter of the URL's query, percent-decoded. */
        QUERY,
        /** A parameter that the protocol carries, as Open Inference Protocol's. */
        PARAMETER,
        /** The first element of an input, as text. */
        INPUT,
        /** Who calls: the name in a verified client certificate. */
        CALLER
    }

    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9._-]+");

    public RequestField {
        if (source == Source.HEADER) {
            name = name.toLowerCase(Locale.ROOT);
            if (!HEADER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a header's name has letters, digits, '-', '_' and '.', was '"
                                + name
                                + "'");
            }
        }
        if (name.isEmpty() != (source == Source.CALLER)) {
            throw new IllegalArgumentException(
                    source == Source.CALLER
                            ? "the caller has no name, was '" + name + "'"
                            : "a " + source.name().toLowerCase(Locale.ROOT) + " needs a name");
        }
    }

    /** A header or gRPC metadata. */
    public static RequestField header(String name) {
        return new RequestField(Source.HEADER, name);
    }

    /** As an operator writes it: {@code header x-user}. */
    @Override
    public String toString() {
        return (source.name().toLowerCase(Locale.ROOT) + " " + name).strip();
    }
}
