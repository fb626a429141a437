package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a model says of its training.
 *
 * @param loss name of the loss function; empty where the file does not say
 * @param classes names of the classes; empty where they are their numbers
 */
record Training(String loss, List<String> classes, String version) {
    private static final String PARAMS = "params";
    private static final String CLASSES = "class_params";

    Training {
        classes = List.copyOf(classes);
    }

    static Training of(Fields info) {
        String loss = "";
        if (info.values().get(PARAMS) instanceof Map<?, ?>
                && info.fields(PARAMS).values().get("loss_function") instanceof Map<?, ?>) {
            loss = info.fields(PARAMS).fields("loss_function").text("type", "");
        }
        return new Training(loss, classes(info), info.text("catboost_version_info", "").strip());
    }

    private static List<String> classes(Fields info) {
        List<String> names = new ArrayList<>();
        boolean numbered = true;
        if (info.values().get(CLASSES) instanceof Map<?, ?>) {
            for (Object each : info.fields(CLASSES).all("class_names")) {
                numbered &= each instanceof Double number && number == names.size();
                names.add(
                        each instanceof Double number
                                ? TableColumns.text(number)
                                : String.valueOf(each));
            }
        }
        return numbered ? List.of() : names;
    }
}
