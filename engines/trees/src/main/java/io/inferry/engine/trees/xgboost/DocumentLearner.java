package io.inferry.engine.trees.xgboost;

import io.inferry.api.model.Column;
import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.TableColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a model out of a JSON or UBJSON document. */
final class DocumentLearner {
    private DocumentLearner() {}

    static Learner read(Fields document) {
        Fields learner = document.fields("learner");
        Fields booster = learner.fields("gradient_booster");
        Learner.Header header = header(document, learner);
        return switch (booster.text("name")) {
            case "gbtree" -> learner(header, booster.fields("model"), List.of());
            case "dart" ->
                    learner(
                            header,
                            booster.fields("gbtree").fields("model"),
                            floats(booster.numbers("weight_drop")));
            case "gblinear" -> Learner.linear(header, booster.fields("model").numbers("weights"));
            default ->
                    throw ModelFileException.unsupported(
                            "its booster '" + booster.text("name") + "'");
        };
    }

    private static Learner.Header header(Fields document, Fields learner) {
        Fields parameters = learner.fields("learner_model_param");
        int classes = parameters.number("num_class", 0);
        return new Learner.Header(
                learner.fields("objective").text("name"),
                baseScores(parameters),
                false,
                classes > 0 ? classes : Math.max(1, parameters.number("num_target", 1)),
                parameters.number("num_feature", 0),
                columns(learner, parameters.number("num_feature", 0)),
                learner.has("attributes") ? attributes(learner.fields("attributes")) : Map.of(),
                document.has("version") ? version(document.numbers("version")) : "");
    }

    /** A file that names some features but not all names none. */
    private static List<Column> columns(Fields learner, int features) {
        List<String> names = learner.texts("feature_names");
        return names.size() == features
                ? TableColumns.of(names, FrameCategories.read(learner, features))
                : List.of();
    }

    private static Learner learner(Learner.Header header, Fields model, List<Float> weights) {
        List<VectorTree> trees = model.elements("trees", VectorTree.class);
        List<Integer> groups = new ArrayList<>();
        for (double group : model.numbers("tree_info", trees.size())) {
            groups.add((int) group);
        }
        Fields parameters = model.fields("gbtree_model_param");
        if (parameters.number("num_trees", trees.size()) != trees.size()) {
            throw parameters.missing("num_trees", String.valueOf(trees.size()));
        }
        int parallel = Math.max(1, parameters.number("num_parallel_tree", 1));
        return Learner.of(header, trees, groups, new Learner.Weights(weights, parallel));
    }

    /** One number, or since version 3.1 a list in a text: {@code [5E-1]}. */
    private static List<Float> baseScores(Fields parameters) {
        String text = parameters.text("base_score", "0.5").strip();
        String list = text.startsWith("[") && text.endsWith("]") ? inner(text) : text;
        List<Float> scores = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            try {
                scores.add(Float.parseFloat(each.strip()));
            } catch (NumberFormatException e) {
                throw parameters.missing("base_score", "numbers, not '" + each + "'");
            }
        }
        return scores;
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static Map<String, String> attributes(Fields fields) {
        Map<String, String> attributes = new HashMap<>();
        fields.values().forEach((name, value) -> attributes.put(name, String.valueOf(value)));
        return attributes;
    }

    private static String version(double... numbers) {
        StringBuilder version = new StringBuilder();
        for (double number : numbers) {
            version.append(version.isEmpty() ? "" : ".").append((int) number);
        }
        return version.toString();
    }

    private static List<Float> floats(double... numbers) {
        List<Float> floats = new ArrayList<>();
        for (double number : numbers) {
            floats.add((float) number);
        }
        return floats;
    }
}
