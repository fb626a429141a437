package io.inferry.engine.tensorflow.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/**
 * One graph of a SavedModel.
 *
 * @param tags that tell it from the model's other graphs, sorted
 * @param tensorFlow the version that wrote it
 * @param restores whether its variables are read from files when it is loaded
 * @param graphBytes where its {@code GraphDef} lies in the SavedModel's message
 */
public record MetaGraph(
        List<String> tags,
        String tensorFlow,
        GraphSummary graph,
        SortedMap<String, SignatureDef> signatures,
        boolean restores,
        ByteRange graphBytes) {
    /** Where a message lies in its file. */
    public record ByteRange(long from, long byteSize) {}

    public MetaGraph {
        tags = tags.stream().sorted().toList();
        signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
    }

    /** The values of a signature's inputs that a request may leave out. */
    public Map<String, TensorProto> values(String signature) {
        SignatureDef definition =
                signatures.getOrDefault(signature, SignatureDef.getDefaultInstance());
        Map<String, TensorProto> values = new TreeMap<>(definition.getDefaultsMap());
        values.keySet().retainAll(definition.getInputsMap().keySet());
        return values;
    }

    /** What to tell people, in the order to show it. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("tensorflow", tensorFlow);
        facts.put("tags", String.join(", ", tags));
        facts.put("operators", graph.operatorsInWords());
        facts.put("variables", Integer.toString(graph.variables()));
        return facts;
    }
}
