package io.inferry.engine.opencv.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One section of a {@code .cfg}: {@code [name]} and lines {@code key=value}.
 *
 * @param place among the layers; -1 for the first section, which is the net's
 */
record DarknetSection(String name, int place, Map<String, String> values) {
    private static final int SECTIONS_MAX = 100_000;

    DarknetSection {
        values = Map.copyOf(values);
    }

    /** Reads a whole text. */
    static List<DarknetSection> parse(String text) throws ModelFileException {
        List<DarknetSection> sections = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        String name = "";
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.replaceAll("\\s", "");
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (!line.endsWith("]") || sections.size() > SECTIONS_MAX) {
                    throw new ModelFileException(
                            "line " + number + ": '" + line + "' is no section");
                }
                add(sections, name, values);
                name = line.substring(1, line.length() - 1);
                values = new HashMap<>();
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0 || name.isEmpty()) {
                throw new ModelFileException("line " + number + ": '" + line + "' is no key=value");
            }
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        add(sections, name, values);
        return sections;
    }

    private static void add(
            List<DarknetSection> sections, String name, Map<String, String> values) {
        if (!name.isEmpty()) {
            sections.add(new DarknetSection(name, sections.size() - 1, values));
        }
    }

    /** A number of 1 and more. */
    int positive(String key, int otherwise) throws ModelFileException {
        return Numbers.positive(where(key), values.getOrDefault(key, String.valueOf(otherwise)));
    }

    /** A number of 0 and more. */
    int number(String key, int otherwise) throws ModelFileException {
        return Numbers.within(where(key), values.getOrDefault(key, String.valueOf(otherwise)), 0);
    }

    /** Places of other layers: as they are counted, or backwards from this one. */
    List<Integer> layers(String key) throws ModelFileException {
        List<Integer> layers = new ArrayList<>();
        for (String word : values.getOrDefault(key, "").split(",", -1)) {
            int value = Numbers.within(where(key), word, -place);
            int absolute = value < 0 ? place + value : value;
            if (absolute >= place) {
                throw new ModelFileException(
                        where(key) + " is '" + word + "'; only layers before it can be taken");
            }
            layers.add(absolute);
        }
        return layers;
    }

    private String where(String key) {
        return place < 0 ? key + " of [net]" : "%s of [%s] %d".formatted(key, name, place);
    }
}
