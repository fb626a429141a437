package io.inferry.engine.tflite.file;

import java.util.List;

/** How a signature's inputs and outputs are reached in the runtime. */
public sealed interface Way {
    /**
     * Through the first subgraph.
     *
     * @param inputs the place of each of the signature's inputs among the subgraph's inputs
     * @param outputs the same for outputs
     */
    record FirstGraph(List<Integer> inputs, List<Integer> outputs) implements Way {
        public FirstGraph {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** Through a signature of the file's own, by its key; inputs and outputs go by name. */
    record Keyed(String key) implements Way {}
}
