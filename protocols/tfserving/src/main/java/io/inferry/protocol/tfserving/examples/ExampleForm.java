package io.inferry.protocol.tfserving.examples;

import io.inferry.api.tensor.TensorMemory;
import java.util.List;

/** What becomes of examples before a model gets them. */
public sealed interface ExampleForm {
    /** Nothing: the model parses them. Its outputs are what the method answers with. */
    record Serialized() implements ExampleForm {}

    /**
     * A table with a column for each feature, since an example is a record. The outputs are those
     * of models of tables.
     *
     * @param classes names of the classes in the order of their probabilities; empty where unknown
     */
    record Table(TensorMemory memory, List<String> classes) implements ExampleForm {
        public Table {
            classes = List.copyOf(classes);
        }
    }
}
