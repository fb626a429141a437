package io.inferry.protocol.tfserving.flags;

/** What values of a flag look like. */
enum FlagKind {
    BOOL("bool"),
    INT32("int32"),
    INT64("int64"),
    FLOAT("float"),
    STRING("string");

    private final String shown;

    FlagKind(String shown) {
        this.shown = shown;
    }

    /** As usage texts call it. */
    String shown() {
        return shown;
    }

    boolean fits(String text) {
        try {
            var _ = read(text.strip());
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Object read(String text) {
        return switch (this) {
            case BOOL -> bool(text);
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case STRING -> text;
        };
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
