package io.inferry.transport.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Says whether a text is JSON, in the plainest way: a second opinion that shares nothing with the
 * reader. Knows NaN and the infinities as the reader does. For small texts only.
 */
final class Rfc8259 {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "-?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|Inf(?:inity)?)");
    private static final Pattern STRING =
            Pattern.compile(
                    "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]"
                            + "|\\\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
                            + "|\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2})*\"");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]*");

    private final String text;
    private int at;

    private Rfc8259(String text) {
        this.text = text;
    }

    static boolean accepts(byte[] document) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(document))
                            .toString();
            var checker = new Rfc8259(text);
            return checker.value() && checker.skip(SPACE) && checker.at == text.length();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean value() {
        skip(SPACE);
        if (take("{")) {
            return members("}", true);
        }
        if (take("[")) {
            return members("]", false);
        }
        return take("true") || take("false") || take("null") || skip(STRING) || skip(NUMBER);
    }

    private boolean members(String end, boolean named) {
        skip(SPACE);
        if (take(end)) {
            return true;
        }
        do {
            skip(SPACE);
            if (named && !(skip(STRING) && skip(SPACE) && take(":"))) {
                return false;
            }
            if (!value()) {
                return false;
            }
            skip(SPACE);
        } while (take(","));
        return take(end);
    }

    private boolean take(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private boolean skip(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        boolean there = matcher.lookingAt();
        at = there ? matcher.end() : at;
        return there;
    }
}
