package io.inferry.engine.trees.lightgbm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.TableColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What LightGBM's Python package writes behind the model: a list for each column of pandas' type
 * category, in the columns' order, of its categories in the order of their codes.
 */
final class PandasCategories {
    private static final String KEY = "pandas_categorical:";

    private PandasCategories() {}

    /** The lists; none where the model was not trained with such a frame. */
    static List<List<String>> read(byte[] bytes) {
        int end = bytes.length;
        while (end > 0) {
            int start = end;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            int length = Math.min(KEY.length(), end - start);
            if (new String(bytes, start, length, ISO_8859_1).equals(KEY)) {
                return parse(bytes, start + length, end - start - length);
            }
            if (end - start > 0 && bytes[start] != '\r') {
                return List.of();
            }
            end = start - 1;
        }
        return List.of();
    }

    private static List<List<String>> parse(byte[] bytes, int from, int length) {
        List<List<String>> columns = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(bytes, from, length)) {
            // Without such columns the package writes null.
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_ARRAY) {
                    columns.add(categories(parser));
                }
            }
        } catch (IOException e) {
            throw ModelFileException.broken("its pandas_categorical is not whole");
        }
        return columns;
    }

    private static List<String> categories(JsonParser parser) throws IOException {
        List<String> categories = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            parser.skipChildren();
            categories.add(
                    token.isNumeric()
                            ? TableColumns.text(parser.getDoubleValue())
                            : parser.getText());
            token = parser.nextToken();
        }
        return categories;
    }
}
