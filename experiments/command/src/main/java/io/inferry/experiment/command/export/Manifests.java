package io.inferry.experiment.command.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;

/**
 * Resources of a cluster as YAML, a document each, under comments that say what differs.
 *
 * @param resources as trees of maps, lists, texts and numbers
 */
record Manifests(List<Map<String, Object>> resources, List<String> notes) {
    private static final ObjectWriter YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                                    .build())
                    .build()
                    .writer();

    Manifests {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
    }

    /** What {@code kubectl apply -f -} reads. */
    String yaml() {
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append("# ").append(note.replace("\n", "\n#   ")).append('\n'));
        try {
            for (Map<String, Object> resource : resources) {
                text.append(YAML.writeValueAsString(resource));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a tree that was just built", e);
        }
        return text.toString();
    }
}
