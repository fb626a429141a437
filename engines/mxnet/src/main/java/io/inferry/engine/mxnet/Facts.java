package io.inferry.engine.mxnet;

import io.inferry.engine.mxnet.file.Node;
import io.inferry.engine.mxnet.runtime.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What files say of themselves. */
final class Facts {
    private Facts() {}

    static Map<String, String> of(Program program, Outline outline) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("parameters_file", String.valueOf(program.artifact().params().getFileName()));
        facts.put(
                "operators",
                program.file().nodes().stream()
                        .filter(node -> !node.isVariable())
                        .collect(
                                Collectors.groupingBy(
                                        Node::operator, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        facts.put(
                "parameters",
                String.valueOf(
                        program.parameters().arrays().values().stream()
                                .mapToLong(param -> param.shape().elements())
                                .sum()));
        if (!outline.labels().isEmpty()) {
            facts.put("left_out", String.join(", ", outline.labels()));
        }
        if (!program.artifact().labels().isEmpty()) {
            facts.put("labels", String.valueOf(program.artifact().labels().size()));
        }
        facts.put("runtime_version", Symbol.libraryVersion());
        return facts;
    }
}
