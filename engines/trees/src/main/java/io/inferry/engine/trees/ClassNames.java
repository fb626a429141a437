package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls classes by the names that the file has for them. */
final class ClassNames {
    private final List<byte[]> names;

    ClassNames(List<String> names) {
        this.names = names.stream().map(name -> name.getBytes(UTF_8)).toList();
    }

    /** Replaces the numbers of classes by their names, where there are any. */
    void name(Map<String, Tensor> answers) {
        if (names.isEmpty() || !(answers.get(Specs.LABEL) instanceof NumericTensor numbers)) {
            return;
        }
        List<byte[]> labels = new ArrayList<>();
        for (long number : numbers.toLongs()) {
            labels.add(names.get((int) number));
        }
        answers.put(Specs.LABEL, StringTensor.of(numbers.shape(), labels));
        numbers.close();
    }
}
