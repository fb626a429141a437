package io.inferry.engine.pfa.document;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.jackson.JsonFactory;
import org.codehaus.jackson.JsonParseException;
import org.codehaus.jackson.JsonParser;
import org.codehaus.jackson.JsonToken;

/**
 * Looks at a document before Hadrian does. Hadrian writes Java source from a document and compiles
 * it; into that source it puts three texts as they are (the document's name, namespaces of types,
 * and the interface that an option names), and it takes literals for formats. It also loads cells
 * from any URL. Whoever could write such a document would run code or read files, so these are
 * refused here; and depth and sizes are bounded, because everything after this recurses.
 */
final class Screening {
    /** Each level of a tree takes two. */
    static final int DEPTH_MAX = 500;

    /** Text of all that is compiled, that is, without the values of cells and pools. */
    static final int PROGRAM_CHARACTERS_MAX = 2 << 20;

    private static final int NUMBER_LENGTH_MAX = 400;
    private static final int FUNCTIONS_SHOWN = 20;

    private final JsonParser parser;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Set<String> functions = new TreeSet<>();
    private long programCharacters;

    private Screening(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Checks a document.
     *
     * @return the library's models that it calls
     */
    static List<String> of(byte[] json) throws UnfitException {
        try (JsonParser parser = new JsonFactory().createJsonParser(json)) {
            Screening screening = new Screening(parser);
            screening.run();
            return screening.functions.stream().limit(FUNCTIONS_SHOWN).toList();
        } catch (JsonParseException e) {
            throw new UnfitException(
                    "no JSON at line %d, column %d: %s"
                            .formatted(
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new UnfitException("no JSON: " + e.getMessage());
        }
    }

    private void run() throws IOException, UnfitException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnfitException("a PFA document is a JSON object");
        }
        scopes.push(Scope.outermost());
        while (!scopes.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new UnfitException("the file ends too early");
            }
            see(token);
        }
        if (parser.nextToken() != null) {
            throw new UnfitException("something follows the document's last bracket");
        }
    }

    private void see(JsonToken token) throws IOException, UnfitException {
        Scope scope = scopes.element();
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                scope.requireAllowed("");
                if (scopes.size() >= DEPTH_MAX) {
                    throw new UnfitException("nested deeper than " + DEPTH_MAX);
                }
                scopes.push(scope.inner());
            }
            case END_OBJECT, END_ARRAY -> {
                scope.end();
                scopes.pop();
            }
            case FIELD_NAME -> {
                String name = parser.getCurrentName();
                scope.enter(name);
                count(scope, name.length());
                if (!scope.isContent() && name.startsWith("model.")) {
                    functions.add(name);
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (parser.getTextLength() > NUMBER_LENGTH_MAX) {
                    throw new UnfitException(
                            "a number of %d characters".formatted(parser.getTextLength()));
                }
                count(scope, parser.getTextLength());
            }
            case VALUE_STRING -> {
                scope.requireAllowed(parser.getText());
                count(scope, parser.getTextLength());
            }
            default -> count(scope, 1);
        }
    }

    private void count(Scope scope, int characters) throws UnfitException {
        programCharacters += scope.isContent() ? 0 : characters + 1;
        if (programCharacters > PROGRAM_CHARACTERS_MAX) {
            throw new UnfitException(
                    "its program, values of cells and pools aside, has more than %d characters"
                            .formatted(PROGRAM_CHARACTERS_MAX));
        }
    }
}
