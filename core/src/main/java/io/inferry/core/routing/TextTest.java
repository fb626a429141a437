package io.inferry.core.routing;

import io.inferry.api.traffic.TextMatch;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a {@link TextMatch} says, ready to be asked for every request. */
final class TextTest {
    /**
     * Longer values do not match a pattern: groups that repeat recurse for each character, and this
     * many fit every stack.
     */
    static final int REGEX_TEXT_MAX = 1024;

    /** Looks at characters in one match: a tenth of a millisecond. */
    static final int REGEX_LOOKS_MAX = 20_000;

    private TextTest() {}

    static Predicate<String> of(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact exact -> exact.text()::equals;
            case TextMatch.Prefix prefix -> text -> text.startsWith(prefix.text());
            case TextMatch.OneOf some -> {
                Set<String> texts = some.texts();
                yield texts::contains;
            }
            case TextMatch.Present present -> text -> true;
            case TextMatch.Regex regex -> {
                Pattern pattern = Pattern.compile(regex.pattern());
                yield text -> matches(pattern, text);
            }
        };
    }

    private static boolean matches(Pattern pattern, String text) {
        if (text.length() > REGEX_TEXT_MAX) {
            return false;
        }
        try {
            return pattern.matcher(new BoundedText(text, REGEX_LOOKS_MAX)).matches();
        } catch (BoundedText.SpentException tooLong) {
            return false;
        }
    }
}
