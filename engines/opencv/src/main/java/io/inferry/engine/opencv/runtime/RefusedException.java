package io.inferry.engine.opencv.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library does not take something; the message is what it said, without its source files. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Pattern REASON = Pattern.compile("error: \\((-?\\d+):([^)]*)\\) (.*)");
    private static final Pattern FUNCTION =
            Pattern.compile("in function '[^']*[ :](\\w+)\\([^']*'");

    /** With the words of the library. */
    public RefusedException(String said) {
        super(clean(said));
    }

    /** What the library said, on one line. */
    public String said() {
        return String.valueOf(getMessage());
    }

    private static String clean(String said) {
        String line = said.replaceAll("\\s+", " ").strip();
        Matcher reason = REASON.matcher(line);
        String text = reason.find() ? reason.group(2) + ": " + reason.group(3) : line;
        String shown = FUNCTION.matcher(text).replaceAll("in $1").replaceAll("\\]$", "").strip();
        return shown.isEmpty() ? "the library does not say why" : shown;
    }
}
