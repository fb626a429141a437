package io.inferry.engine.opencv.file;

import java.util.ArrayList;
import java.util.List;

/** A message in protobuf's text format; field names and values stay texts. */
record ProtoText(List<Field> fields) {
    private static final int DEPTH_MAX = 30;
    private static final int FIELDS_MAX = 1_000_000;

    ProtoText {
        fields = List.copyOf(fields);
    }

    /** A field with its value. */
    sealed interface Field {
        String name();
    }

    /** A number, a word, or a text without its quotes. */
    record Scalar(String name, String value) implements Field {}

    /** A message inside. */
    record Nested(String name, ProtoText message) implements Field {}

    /**
     * Reads a whole text.
     *
     * @throws ModelFileException when it is no such text
     */
    static ProtoText parse(String text) throws ModelFileException {
        return new Reader(new ProtoWords(text)).message("", 0);
    }

    /** All scalars of a name. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field instanceof Scalar scalar && scalar.name().equals(name)) {
                values.add(scalar.value());
            }
        }
        return values;
    }

    /** All messages of a name. */
    List<ProtoText> messages(String name) {
        List<ProtoText> messages = new ArrayList<>();
        for (Field field : fields) {
            if (field instanceof Nested nested && nested.name().equals(name)) {
                messages.add(nested.message());
            }
        }
        return messages;
    }

    /** The last scalar of a name, as protobuf takes it; empty text when there is none. */
    String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.getLast();
    }

    private static final class Reader {
        private final ProtoWords words;
        private int count;

        private Reader(ProtoWords words) {
            this.words = words;
        }

        private ProtoText message(String end, int depth) throws ModelFileException {
            if (depth > DEPTH_MAX) {
                throw new ModelFileException("messages lie more than " + DEPTH_MAX + " deep");
            }
            List<Field> fields = new ArrayList<>();
            for (String word = words.next(); !word.equals(end); word = words.next()) {
                if (word.isEmpty()) {
                    throw new ModelFileException("it ends inside a message");
                }
                if (word.equals(",") || word.equals(";")) {
                    continue;
                }
                if (++count > FIELDS_MAX) {
                    throw new ModelFileException("it has more than " + FIELDS_MAX + " fields");
                }
                field(word, depth, fields);
            }
            return new ProtoText(fields);
        }

        private void field(String name, int depth, List<Field> fields) throws ModelFileException {
            if (!Character.isJavaIdentifierStart(name.charAt(0))) {
                throw new ModelFileException(
                        "line %d: '%s' is no field".formatted(words.line(), name));
            }
            String word = words.next();
            boolean hasColon = word.equals(":");
            if (hasColon) {
                word = words.next();
            }
            switch (word) {
                case "{" -> fields.add(new Nested(name, message("}", depth + 1)));
                case "<" -> fields.add(new Nested(name, message(">", depth + 1)));
                case "[" -> list(name, fields);
                default -> {
                    if (!hasColon) {
                        throw new ModelFileException(
                                "line %d: field '%s' has no value".formatted(words.line(), name));
                    }
                    fields.add(new Scalar(name, scalar(word)));
                }
            }
        }

        private void list(String name, List<Field> fields) throws ModelFileException {
            for (String word = words.next(); !word.equals("]"); word = words.next()) {
                if (!word.equals(",")) {
                    fields.add(new Scalar(name, scalar(word)));
                }
            }
        }

        private String scalar(String word) throws ModelFileException {
            if (word.isEmpty() || "{}<>[]:,;".contains(word)) {
                throw new ModelFileException(
                        "line %d: '%s' is no value".formatted(words.line(), word));
            }
            boolean isQuoted = word.charAt(0) == '"' || word.charAt(0) == '\'';
            return isQuoted ? word.substring(1, word.length() - 1) : word;
        }
    }
}
