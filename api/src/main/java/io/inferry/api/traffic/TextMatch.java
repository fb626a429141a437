package io.inferry.api.traffic;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a value must be like; the kinds are those of Istio and the Gateway API. */
public sealed interface TextMatch {
    /** Exactly this text. */
    record Exact(String text) implements TextMatch {}

    /** A text that begins so. */
    record Prefix(String text) implements TextMatch {}

    /**
     * A text that the pattern matches wholly. The router bounds the time of one match; a text that
     * is too long or takes too long does not match.
     *
     * @param pattern in {@link Pattern}'s syntax
     */
    record Regex(String pattern) implements TextMatch {
        /** Longer patterns are refused. */
        public static final int LENGTH_MAX = 1024;

        public Regex {
            if (pattern.length() > LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a pattern has at most %d characters, this one has %d"
                                .formatted(LENGTH_MAX, pattern.length()));
            }
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "'" + pattern + "' is no regular expression: " + e.getDescription(), e);
            }
        }
    }

    /** One of these texts. */
    record OneOf(Set<String> texts) implements TextMatch {
        public OneOf {
            texts = Set.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("one_of needs at least one text");
            }
        }
    }

    /** Any text, as long as there is one. */
    record Present() implements TextMatch {}
}
