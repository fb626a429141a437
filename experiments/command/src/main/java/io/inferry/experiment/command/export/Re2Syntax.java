package io.inferry.experiment.command.export;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Patterns as meshes read them: RE2's syntax, which has neither back references nor looking around.
 * Inferry's own rules take {@link java.util.regex.Pattern}'s.
 */
final class Re2Syntax {
    private Re2Syntax() {}

    /** Why a pattern would be refused there, or would silently mean something else. */
    static Optional<String> obstacle(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    "RE2, whose patterns a mesh takes, does not know it: " + e.getDescription());
        }
        return hasNestedClass(pattern)
                ? Optional.of("a class inside a class, or &&, means something else in RE2")
                : Optional.empty();
    }

    /** The text itself, no sign of it special. */
    static String quoted(String text) {
        return Pattern.quote(text);
    }

    /** {@code [a[b]]} and {@code [a&&b]}: operators to Java, plain signs to RE2. */
    private static boolean hasNestedClass(String pattern) {
        boolean inside = false;
        for (int i = 0; i < pattern.length(); i++) {
            char sign = pattern.charAt(i);
            if (sign == '\\') {
                i++;
            } else if (inside && (sign == '[' || pattern.startsWith("&&", i))) {
                // RE2's own [[:alpha:]] is a nested class to Java, and another one
                return true;
            } else if (sign == '[') {
                inside = true;
                i += pattern.startsWith("[^", i) ? 1 : 0;
                // a bracket that closes where nothing has been named yet is named by that
                i += pattern.startsWith("]", i + 1) ? 1 : 0;
            } else if (sign == ']') {
                inside = false;
            }
        }
        return false;
    }
}
