package io.inferry.engine.opencv.file;

/** The words of protobuf's text format. */
final class ProtoWords {
    private static final String MARKS = "{}<>[]:,;";

    private final String text;
    private int at;
    private int line = 1;

    ProtoWords(String text) {
        this.text = text;
    }

    /** Where it is. */
    int line() {
        return line;
    }

    /**
     * The next word: a mark, a text with its quotes, or anything up to a space; empty at the end.
     *
     * @throws ModelFileException when a text does not end
     */
    String next() throws ModelFileException {
        skip();
        if (at == text.length()) {
            return "";
        }
        char first = text.charAt(at);
        int start = at++;
        if (first == '"' || first == '\'') {
            return quoted(first, start);
        }
        if (MARKS.indexOf(first) >= 0) {
            return text.substring(start, at);
        }
        while (at < text.length() && isInside(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(char quote, int start) throws ModelFileException {
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            throw new ModelFileException("line " + line + ": a text does not end");
        }
        return text.substring(start, ++at);
    }

    private static boolean isInside(char character) {
        return !Character.isWhitespace(character)
                && MARKS.indexOf(character) < 0
                && character != '#'
                && character != '"'
                && character != '\'';
    }

    private void skip() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (Character.isWhitespace(character)) {
                line += character == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }
}
