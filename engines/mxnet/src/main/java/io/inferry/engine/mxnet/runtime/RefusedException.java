package io.inferry.engine.mxnet.runtime;

import java.util.regex.Pattern;

/** The library does not take something; the message is what it said, without its call stack. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Pattern SOURCE =
            Pattern.compile("^(MXNetError: |Error in operator \\S+: |\\[[0-9:]+\\] \\S+:\\d+: )+");

    /** With the words of the library, its call stack perhaps among them. */
    public RefusedException(String said) {
        super(clean(said));
    }

    /** What the library said, on one line. */
    public String said() {
        return String.valueOf(getMessage());
    }

    private static String clean(String said) {
        int stack = said.indexOf("Stack trace");
        String text = (stack < 0 ? said : said.substring(0, stack)).replaceAll("\\s+", " ").strip();
        String shown = SOURCE.matcher(text).replaceFirst("").strip();
        return shown.isEmpty() ? "the library does not say why" : shown;
    }
}
