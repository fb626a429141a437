package io.inferry.transport.json;

import java.util.Arrays;

/**
 * A place in a document, and what may come there: JSON's grammar apart from its values. The state
 * is one of four, and the open brackets are one bit each.
 */
final class Cursor {
    private enum State {
        /** A container was opened. */
        OPENED,
        /** A value comes, or in an object a name. */
        BEFORE_ELEMENT,
        /** A member's name was read. */
        BEFORE_VALUE,
        /** A value ended. */
        AFTER_VALUE
    }

    private final byte[] array;
    private final int start;
    private final int limit;
    private final ContainerStack containers = new ContainerStack();
    private int next;
    private State state = State.BEFORE_ELEMENT;

    Cursor(byte[] array, int start, int limit) {
        this.array = array;
        this.start = start;
        this.limit = limit;
        this.next = start;
    }

    byte[] array() {
        return array;
    }

    int start() {
        return start;
    }

    int limit() {
        return limit;
    }

    /** The index of the next byte. */
    int next() {
        return next;
    }

    int depth() {
        return containers.depth();
    }

    boolean inObject() {
        return containers.topIsObject();
    }

    /** Whether another element or member comes, or the document's value. */
    boolean hasNext() {
        if (state == State.BEFORE_ELEMENT || state == State.BEFORE_VALUE) {
            return true;
        }
        if (containers.depth() == 0) {
            return false;
        }
        boolean object = containers.topIsObject();
        int c = ahead();
        if (c == (object ? '}' : ']')) {
            return false;
        }
        if (state == State.AFTER_VALUE) {
            if (c != ',') {
                throw syntax(
                        object
                                ? JsonSyntaxException.MISSING_COMMA_IN_OBJECT
                                : JsonSyntaxException.MISSING_COMMA_IN_ARRAY);
            }
            next++;
            c = ahead();
        }
        if (object && c != '"') {
            throw syntax(JsonSyntaxException.MISSING_NAME);
        }
        state = State.BEFORE_ELEMENT;
        return true;
    }

    Token peek() {
        return hasNext() ? tokenOf(firstByte()) : Token.END;
    }

    /** The first byte of the value that comes next; {@link #hasNext()} said that one comes. */
    int firstByte() {
        if (state == State.BEFORE_ELEMENT && containers.topIsObject()) {
            throw new IllegalStateException("a member's name is read before its value");
        }
        int c = ahead();
        if (c < 0) {
            throw syntax(
                    containers.depth() == 0
                            ? JsonSyntaxException.EMPTY
                            : JsonSyntaxException.INVALID_VALUE);
        }
        return c;
    }

    Token tokenOf(int c) {
        return switch (c) {
            case '{' -> Token.OBJECT;
            case '[' -> Token.ARRAY;
            case '"' -> Token.STRING;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'N', 'I' -> Token.NUMBER;
            case 't' -> Token.TRUE;
            case 'f' -> Token.FALSE;
            case 'n' -> Token.NULL;
            default -> throw syntax(JsonSyntaxException.INVALID_VALUE);
        };
    }

    void open(boolean object) {
        if (containers.depth() == JsonReader.DEPTH_MAX) {
            throw syntax(JsonSyntaxException.TOO_DEEP);
        }
        next++;
        state = State.OPENED;
        if (object) {
            containers.pushObject();
        } else {
            containers.pushArray();
        }
    }

    void close(boolean object) {
        if (containers.depth() == 0 || containers.topIsObject() != object || hasNext()) {
            throw new IllegalStateException("there is more to read before " + (object ? "}" : "]"));
        }
        next++;
        containers.pop();
        state = State.AFTER_VALUE;
    }

    /** Where the next member's name begins, behind its quotation mark. */
    int toName() {
        if (!containers.topIsObject() || state == State.BEFORE_VALUE || !hasNext()) {
            throw new IllegalStateException("no member's name comes here");
        }
        return next + 1;
    }

    /** Where the next member's name ends if it is written so, behind its quotation mark; or -1. */
    int nameEnd(byte[] plain) {
        int from = toName();
        int quote = from + plain.length;
        boolean equal =
                quote < limit
                        && array[quote] == '"'
                        && Arrays.equals(array, from, quote, plain, 0, plain.length);
        return equal ? quote + 1 : -1;
    }

    /** The name ended before {@code end}; goes past the colon. */
    void toMemberValue(int end) {
        next = end;
        if (ahead() != ':') {
            throw syntax(JsonSyntaxException.MISSING_COLON);
        }
        next++;
        state = State.BEFORE_VALUE;
    }

    /** The value that comes next ends before {@code end}. */
    void valueEnds(int end) {
        next = end;
        state = State.AFTER_VALUE;
    }

    void literal(String word) {
        if (!reads(next, word)) {
            throw syntax(JsonSyntaxException.INVALID_VALUE);
        }
        valueEnds(next + word.length());
    }

    /** Whether these characters stand at {@code at}. */
    boolean reads(int at, String word) {
        if (limit - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (array[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void seek(int index) {
        next = index;
        state = State.BEFORE_ELEMENT;
        containers.clear();
    }

    /** Skips white space; the byte there, -1 at the end. */
    int ahead() {
        next = spaceEnd(array, next, limit);
        return next < limit ? array[next] & 0xFF : -1;
    }

    /** The index of the first byte from {@code at} on that is no white space. */
    static int spaceEnd(byte[] array, int at, int limit) {
        int end = at;
        while (end < limit) {
            int c = array[end];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                break;
            }
            end++;
        }
        return end;
    }

    JsonSyntaxException syntax(String problem) {
        return syntaxAt(problem, next);
    }

    JsonSyntaxException syntaxAt(String problem, int index) {
        return new JsonSyntaxException(problem, index - start);
    }
}
