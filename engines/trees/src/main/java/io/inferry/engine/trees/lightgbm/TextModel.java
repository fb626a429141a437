package io.inferry.engine.trees.lightgbm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inferry.engine.trees.forest.ModelFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sections of a text model: the header, one for each tree, and nothing of what follows the
 * trees, since only people read that.
 */
record TextModel(Section header, List<Section> trees) {
    private static final String TREE = "Tree=";
    private static final String END = "end of trees";

    TextModel {
        trees = List.copyOf(trees);
    }

    /**
     * Splits a file.
     *
     * @throws ModelFileException when the trees have no end
     */
    static TextModel split(byte[] bytes) {
        Section header = new Section("the header", bytes);
        List<Section> trees = new ArrayList<>();
        Section current = header;
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
            if (startsWith(bytes, from, to, END)) {
                return new TextModel(header, trees);
            }
            if (startsWith(bytes, from, to, TREE)) {
                current = new Section("tree " + trees.size(), bytes);
                trees.add(current);
            } else if (to > from) {
                current.add(from, to);
            }
            from = end + 1;
        }
        throw ModelFileException.broken(
                "it ends after %d trees without the line '%s'".formatted(trees.size(), END));
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, String text) {
        int length = text.length();
        return to - from >= length && new String(bytes, from, length, ISO_8859_1).equals(text);
    }
}
