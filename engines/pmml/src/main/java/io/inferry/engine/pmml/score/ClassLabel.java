package io.inferry.engine.pmml.score;

import io.inferry.engine.pmml.document.ModelFileException;
import java.util.ArrayList;
import java.util.List;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.StringVal;
import org.pmml4s.metadata.Field;
import org.pmml4s.model.Model;

/**
 * One class of a target.
 *
 * @param name as the file writes it
 * @param forms the values by which pmml4s may know it: of the target's dataType, or a text
 */
record ClassLabel(String name, List<DataVal> forms) {
    private static final int CLASSES_MAX = 10_000;

    ClassLabel {
        forms = List.copyOf(forms);
    }

    /** The classes in the order of their probabilities; none where the file names none. */
    static List<ClassLabel> of(Model model) {
        Field target = model.targetField();
        DataVal[] values =
                target != null && target.validValues().length > 0
                        ? target.validValues()
                        : model.classes();
        if (values.length == 0) {
            values = model.inferClasses();
        }
        if (values.length > CLASSES_MAX) {
            throw ModelFileException.unsupported(
                    "%d classes; at most %d are served".formatted(values.length, CLASSES_MAX));
        }
        List<ClassLabel> labels = new ArrayList<>();
        for (DataVal value : values) {
            String name = Texts.of(value);
            StringVal text = new StringVal(name);
            labels.add(
                    new ClassLabel(
                            name, value.equals(text) ? List.of(text) : List.of(value, text)));
        }
        return labels;
    }
}
