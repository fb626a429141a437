package io.inferry.experiment.command.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Cuts the section {@code traffic} out of a model.yaml as it is written, in its lines, so that
 * whoever reads it sees the same texts and names the same lines.
 */
final class TrafficSection {
    private static final String NAME = "traffic";

    /** What a plan has: whoever has something else is no plan. */
    private static final Set<String> KEYS =
            Set.of("rules", "holdout", "route", "sticky", "shadows");

    private static final YAMLFactory YAML = YAMLFactory.builder().build();

    private TrafficSection() {}

    /**
     * The section; the whole text where that is one itself.
     *
     * @throws ServingException INVALID_ARGUMENT when it is neither, or not YAML
     */
    static String of(String text, String name) {
        try (YAMLParser parser = YAML.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return text;
            }
            boolean other = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                other |= !KEYS.contains(parser.currentName());
                boolean found = parser.currentName().equals(NAME);
                parser.nextToken();
                var start = parser.currentTokenLocation();
                parser.skipChildren();
                if (found) {
                    int begin = text.offsetByCodePoints(0, (int) start.getCharOffset());
                    int length = (int) (end(parser, text) - start.getCharOffset());
                    return "\n".repeat(start.getLineNr() - 1)
                            + " ".repeat(start.getColumnNr() - 1)
                            + text.substring(begin, text.offsetByCodePoints(begin, length));
                }
            }
            if (other) {
                throw ServingException.invalidArgument(name + " has no section 'traffic'");
            }
            return text;
        } catch (JsonProcessingException broken) {
            throw ServingException.invalidArgument(
                    name + " is not YAML: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Where the next key begins, or the text ends. */
    private static long end(YAMLParser parser, String text) throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME
                ? parser.currentTokenLocation().getCharOffset()
                : text.codePointCount(0, text.length());
    }
}
