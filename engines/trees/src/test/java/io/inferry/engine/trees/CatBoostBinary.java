package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Writes a JSON model of CatBoost as {@code .cbm}, by the schema that CatBoost publishes. */
final class CatBoostBinary {
    private static final int NO_LEAF = -1;

    private final FlatBufferBuilder builder = new FlatBufferBuilder(1024);
    private final List<Integer> splits = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<int[]> steps = new ArrayList<>();
    private final List<Integer> leaves = new ArrayList<>();
    private int margins = 1;

    private CatBoostBinary() {}

    static byte[] of(String json) throws JsonProcessingException {
        return new CatBoostBinary().write(new ObjectMapper().readTree(json));
    }

    private byte[] write(JsonNode model) {
        for (JsonNode tree : model.path("oblivious_trees")) {
            addSymmetric(tree);
        }
        for (JsonNode tree : model.path("trees")) {
            starts.add(splits.size());
            add(tree);
            sizes.add(splits.size() - starts.getLast());
        }
        int version = builder.createString("FlabuffersModel_v1");
        int trees = trees(model);
        int info = info(model.path("model_info"));
        builder.startTable(4);
        builder.addOffset(0, version, 0);
        builder.addOffset(1, trees, 0);
        builder.addOffset(2, info, 0);
        builder.finish(builder.endTable());
        byte[] table = builder.sizedByteArray();
        return ByteBuffer.allocate(8 + table.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("CBM1".getBytes(ISO_8859_1))
                .putInt(table.length)
                .put(table)
                .array();
    }

    /** What is an object is the text of one here. */
    private int info(JsonNode info) {
        List<Integer> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : info.properties()) {
            int key = builder.createString(each.getKey());
            JsonNode value = each.getValue();
            int text = builder.createString(value.isTextual() ? value.asText() : value.toString());
            builder.startTable(2);
            builder.addOffset(0, key, 0);
            builder.addOffset(1, text, 0);
            entries.add(builder.endTable());
        }
        return builder.createVectorOfTables(entries.stream().mapToInt(Integer::intValue).toArray());
    }

    private void addSymmetric(JsonNode tree) {
        starts.add(splits.size());
        tree.path("splits").forEach(split -> splits.add(split.path("split_index").asInt()));
        sizes.add(splits.size() - starts.getLast());
        tree.path("leaf_values").forEach(value -> values.add(value.asDouble()));
        tree.path("leaf_weights").forEach(weight -> weights.add(weight.asDouble()));
        margins = tree.path("leaf_values").size() >> sizes.getLast();
    }

    private int add(JsonNode node) {
        int place = splits.size();
        int[] step = new int[2];
        steps.add(step);
        if (node.has("value")) {
            splits.add(0);
            leaves.add(values.size());
            weights.add(node.path("weight").asDouble());
            if (node.path("value").isArray()) {
                node.path("value").forEach(value -> values.add(value.asDouble()));
                margins = node.path("value").size();
            } else {
                values.add(node.path("value").asDouble());
            }
            return place;
        }
        splits.add(node.path("split").path("split_index").asInt());
        leaves.add(NO_LEAF);
        step[0] = add(node.path("left")) - place;
        step[1] = add(node.path("right")) - place;
        return place;
    }

    private int trees(JsonNode model) {
        JsonNode info = model.path("features_info");
        int floats = tables(info.path("float_features"), this::number);
        int texts = tables(info.path("categorical_features"), this::text);
        int oneHot = tables(info.path("categorical_features"), this::oneHot);
        int splitVector = ints(splits);
        int sizeVector = ints(sizes);
        int startVector = ints(starts);
        int valueVector = doubles(values);
        int weightVector = doubles(weights);
        int stepVector = steps();
        int leafVector = ints(leaves);
        JsonNode scale = model.path("scale_and_bias");
        List<Double> bias = new ArrayList<>();
        scale.path(1).forEach(each -> bias.add(each.asDouble()));
        int biasVector = doubles(bias);
        builder.startTable(19);
        builder.addInt(0, margins, 0);
        builder.addOffset(1, splitVector, 0);
        builder.addOffset(2, sizeVector, 0);
        builder.addOffset(3, startVector, 0);
        builder.addOffset(4, texts, 0);
        builder.addOffset(5, floats, 0);
        builder.addOffset(6, oneHot, 0);
        builder.addOffset(8, valueVector, 0);
        builder.addOffset(9, weightVector, 0);
        if (!steps.isEmpty()) {
            builder.addOffset(10, stepVector, 0);
            builder.addOffset(11, leafVector, 0);
        }
        builder.addDouble(14, scale.path(0).asDouble(), 1);
        if (margins == 1) {
            builder.addDouble(15, bias.getFirst(), 0);
        } else {
            builder.addOffset(16, biasVector, 0);
        }
        return builder.endTable();
    }

    private int tables(JsonNode features, ToIntFunction<JsonNode> writer) {
        List<Integer> tables = new ArrayList<>();
        features.forEach(feature -> tables.add(writer.applyAsInt(feature)));
        return builder.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray());
    }

    private int number(JsonNode feature) {
        JsonNode borders = feature.path("borders");
        builder.startVector(Float.BYTES, borders.size(), Float.BYTES);
        for (int i = borders.size() - 1; i >= 0; i--) {
            builder.addFloat((float) borders.path(i).asDouble());
        }
        int borderVector = builder.endVector();
        int name = builder.createString(feature.path("feature_id").asText());
        List<String> treatments = List.of("AsIs", "AsFalse", "AsTrue");
        builder.startTable(6);
        builder.addBoolean(0, feature.path("has_nans").asBoolean(), false);
        builder.addInt(1, feature.path("feature_index").asInt(), -1);
        builder.addInt(2, feature.path("flat_feature_index").asInt(), -1);
        builder.addOffset(3, borderVector, 0);
        builder.addOffset(4, name, 0);
        String treatment = feature.path("nan_value_treatment").asText();
        builder.addByte(5, (byte) treatments.indexOf(treatment), 0);
        return builder.endTable();
    }

    private int text(JsonNode feature) {
        int name = builder.createString(feature.path("feature_id").asText());
        builder.startTable(4);
        builder.addInt(0, feature.path("feature_index").asInt(), -1);
        builder.addInt(1, feature.path("flat_feature_index").asInt(), -1);
        builder.addOffset(2, name, 0);
        return builder.endTable();
    }

    private int oneHot(JsonNode feature) {
        List<Integer> hashes = new ArrayList<>();
        feature.path("values").forEach(hash -> hashes.add(hash.asInt()));
        int vector = ints(hashes);
        int none = builder.createVectorOfTables(new int[0]);
        builder.startTable(3);
        builder.addInt(0, feature.path("feature_index").asInt(), -1);
        builder.addOffset(1, vector, 0);
        builder.addOffset(2, none, 0);
        return builder.endTable();
    }

    private int ints(List<Integer> numbers) {
        builder.startVector(Integer.BYTES, numbers.size(), Integer.BYTES);
        numbers.reversed().forEach(builder::addInt);
        return builder.endVector();
    }

    private int doubles(List<Double> numbers) {
        builder.startVector(Double.BYTES, numbers.size(), Double.BYTES);
        numbers.reversed().forEach(builder::addDouble);
        return builder.endVector();
    }

    private int steps() {
        builder.startVector(2 * Short.BYTES, steps.size(), Short.BYTES);
        for (int[] step : steps.reversed()) {
            builder.addShort((short) step[1]);
            builder.addShort((short) step[0]);
        }
        return builder.endVector();
    }
}
