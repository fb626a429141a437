package io.inferry.engine.pfa.document;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One object or array of a document that is being read, and what may stand in it. */
final class Scope {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DOTTED =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    private static final Set<String> NAMED_TYPES = Set.of("record", "enum", "fixed", "error");

    /** Types of these packages would be classes that exist already. */
    private static final List<String> TAKEN =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "scala.",
                    "org.apache.",
                    "org.codehaus.",
                    "com.opendatagroup.hadrian.",
                    "io.inferry.");

    /** What leads here: {@code cells}, {@code tree}. No more than two are of interest. */
    private final List<String> path;

    private final boolean content;
    private String key = "";
    private boolean namesType;
    private String wrongName = "";

    private Scope(List<String> path, boolean content) {
        this.path = path;
        this.content = content;
    }

    static Scope outermost() {
        return new Scope(List.of(), false);
    }

    /** The object or array that is the value of the key just entered. */
    Scope inner() {
        List<String> longer =
                switch (path.size()) {
                    case 0 -> List.of(key);
                    case 1 -> List.of(path.getFirst(), key);
                    default -> List.of(path.getFirst(), path.get(1), "");
                };
        return new Scope(longer, isContent());
    }

    void enter(String name) throws UnfitException {
        key = name;
        requireNoFormat(name);
    }

    /** Whether what comes now is a value that is never compiled. */
    boolean isContent() {
        return content
                || (path.isEmpty() && key.equals("metadata"))
                || (isCell() && key.equals("init"));
    }

    private boolean isCell() {
        return path.size() == 2
                && (path.getFirst().equals("cells") || path.getFirst().equals("pools"));
    }

    /** Refuses a text, or an empty one for any object or array, that must not stand here. */
    void requireAllowed(String text) throws UnfitException {
        if (content) {
            return;
        }
        requireNoFormat(text);
        if (path.isEmpty() && key.equals("name") && !NAME.matcher(text).matches()) {
            throw new UnfitException("its name '" + text + "' is not one of letters and digits");
        }
        if (path.equals(List.of("options")) && key.equals("data.PFARecord.interface")) {
            throw new UnfitException("option " + key + " is not allowed");
        }
        if (isCell() && key.equals("source") && !text.equals("embedded")) {
            throw new UnfitException(
                    "%s '%s' has the source '%s'; only embedded values are read"
                            .formatted(path.getFirst(), path.get(1), text));
        }
        noteTypes(text);
    }

    /** Hadrian takes pieces of the source that it writes for formats; {@code %} is a function. */
    private void requireNoFormat(String text) throws UnfitException {
        boolean harmless = isContent() || (path.isEmpty() && key.equals("doc"));
        if (!harmless && text.contains("%") && !text.equals("%") && !text.equals("%%")) {
            throw new UnfitException(
                    "'%s' has a percent sign, which Hadrian takes for a format; keep such a text in a cell"
                            .formatted(text));
        }
    }

    /** A type's keys come in any order: what they say together is judged at its end. */
    private void noteTypes(String text) {
        switch (key) {
            case "type" -> namesType |= NAMED_TYPES.contains(text);
            case "name", "namespace" -> {
                boolean right = text.isEmpty() || DOTTED.matcher(text).matches();
                if (!right || TAKEN.stream().anyMatch((text + ".")::startsWith)) {
                    wrongName = text;
                }
            }
            default -> {}
        }
    }

    void end() throws UnfitException {
        if (namesType && !wrongName.isEmpty()) {
            throw new UnfitException("'" + wrongName + "' cannot be the name of a type");
        }
    }
}
