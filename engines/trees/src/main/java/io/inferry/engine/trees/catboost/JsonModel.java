package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.document.Digest;
import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.document.JsonDocument;
import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.TextCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON that {@code save_model(…, format="json")} writes. */
final class JsonModel {
    private static final String SYMMETRIC = "oblivious_trees";
    private static final String FREE = "trees";
    private static final String NUMBERS = "float_features";
    private static final String TEXTS = "categorical_features";

    private JsonModel() {}

    static CatBoost read(byte[] bytes, Digest digest) {
        Fields document = JsonDocument.read(bytes, digest);
        Fields info =
                document.has("model_info")
                        ? document.fields("model_info")
                        : new Fields("model_info", Map.of());
        double scale = 1;
        List<Double> bias = new ArrayList<>();
        if (document.has("scale_and_bias")) {
            List<Object> both = document.all("scale_and_bias");
            if (both.size() != 2
                    || !(both.getFirst() instanceof Double number)
                    || !(both.getLast() instanceof double[] biases)) {
                throw document.missing("scale_and_bias", "a number and an array of numbers");
            }
            scale = number;
            for (double each : biases) {
                bias.add(each);
            }
        }
        return new CatBoost(
                features(document.fields("features_info")),
                trees(document),
                scale,
                bias,
                Training.of(info));
    }

    private static List<CatTree> trees(Fields document) {
        List<CatTree> trees = new ArrayList<>();
        if (document.has(SYMMETRIC)) {
            trees.addAll(document.elements(SYMMETRIC, SymmetricTree.class));
            return trees;
        }
        for (JsonNode root : document.elements(FREE, JsonNode.class)) {
            trees.add(root.tree());
        }
        return trees;
    }

    private static Features features(Fields info) {
        for (String kind : new String[] {"text_features", "embedding_features"}) {
            if (info.has(kind) && !info.all(kind).isEmpty()) {
                throw ModelFileException.unsupported("features of another kind (" + kind + ")");
            }
        }
        List<FloatFeature> numbers = new ArrayList<>();
        for (Map<?, ?> each : some(info, NUMBERS)) {
            numbers.add(number(Fields.of("a float feature", each)));
        }
        List<TextFeature> texts = new ArrayList<>();
        for (Map<?, ?> each : some(info, TEXTS)) {
            texts.add(text(Fields.of("a categorical feature", each)));
        }
        return new Features(numbers, texts);
    }

    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    private static List<Map> some(Fields info, String kind) {
        return info.has(kind) ? info.elements(kind, Map.class) : List.of();
    }

    private static FloatFeature number(Fields feature) {
        Missing missing =
                FloatFeature.missing(
                        !feature.has("has_nans") || feature.number("has_nans", 0) != 0,
                        feature.text("nan_value_treatment", "AsIs"));
        return new FloatFeature(
                feature.number("feature_index", -1),
                feature.number("flat_feature_index", -1),
                name(feature),
                missing);
    }

    private static TextFeature text(Fields feature) {
        Optional<TextCodes> codes = Optional.empty();
        if (feature.has("values")) {
            double[] values = feature.numbers("values");
            int[] hashes = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                hashes[i] = (int) (long) values[i];
            }
            codes = Optional.of(new TextCodes(hashes));
        }
        return new TextFeature(
                feature.number("feature_index", -1),
                feature.number("flat_feature_index", -1),
                name(feature),
                codes);
    }

    private static String name(Fields feature) {
        return feature.text("feature_name", feature.text("feature_id", ""));
    }
}
