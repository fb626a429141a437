package io.inferry.engine.trees.catboost;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.document.FlatTable;
import io.inferry.engine.trees.document.JsonDocument;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.TextCodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code .cbm}: a mark, the length of a FlatBuffers table, that table, and behind it the
 * statistics of categories, which are not needed here.
 */
final class BinaryModel {
    static final String MARK = "CBM1";

    private static final String VERSION = "FlabuffersModel_v1";
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

    /** Fields of {@code TModelCore}. */
    private static final int FORMAT = 0;

    private static final int TREES = 1;
    private static final int INFO = 2;

    /** Fields of {@code TModelTrees}. */
    private static final int TEXTS = 4;

    private static final int NUMBERS = 5;
    private static final int ONE_HOT = 6;
    private static final int STATISTICS = 7;
    private static final int TEXT_FEATURES = 12;
    private static final int ESTIMATED = 13;
    private static final int SCALE = 14;
    private static final int BIAS = 15;
    private static final int BIASES = 16;
    private static final int EMBEDDINGS = 18;

    /** Fields of {@code TFloatFeature}; the others begin with the same two. */
    private static final int HAS_NANS = 0;

    private static final int BORDERS = 3;
    private static final int TREATMENT = 5;
    private static final int AS_TRUE = 2;

    private final FlatTable trees;

    /** What splits ask, in the order in which trees number it. */
    private final List<Question> questions = new ArrayList<>();

    private BinaryModel(FlatTable trees) {
        this.trees = trees;
    }

    static CatBoost read(byte[] file) {
        if (file.length < HEAD_BYTES) {
            throw ModelFileException.broken("it has " + file.length + " bytes");
        }
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(Integer.BYTES);
        if (length < 0 || length > file.length - HEAD_BYTES) {
            throw ModelFileException.broken(
                    "it has %d bytes and announces a table of %d".formatted(file.length, length));
        }
        FlatTable core = FlatTable.root(file, HEAD_BYTES, length);
        if (!core.text(FORMAT).equals(VERSION) || core.table(TREES).isEmpty()) {
            throw ModelFileException.unsupported(
                    "CatBoost's format version '%s'".formatted(core.text(FORMAT)));
        }
        return new BinaryModel(core.table(TREES).getFirst()).read(info(core));
    }

    /** Some of the texts are JSON themselves. */
    private static Fields info(FlatTable core) {
        Map<String, Object> info = new HashMap<>();
        for (FlatTable each : core.tables(INFO)) {
            String name = each.text(0);
            String value = each.text(1);
            info.put(
                    name,
                    name.endsWith("params") && value.startsWith("{")
                            ? JsonDocument.read(value.getBytes(UTF_8), new TreeDigest()).values()
                            : value);
        }
        return new Fields("model_info", info);
    }

    private CatBoost read(Fields info) {
        if (!trees.tables(TEXT_FEATURES).isEmpty()
                || !trees.tables(ESTIMATED).isEmpty()
                || !trees.tables(EMBEDDINGS).isEmpty()) {
            throw ModelFileException.unsupported("features of texts or embeddings");
        }
        List<FloatFeature> numbers = new ArrayList<>();
        for (FlatTable feature : trees.tables(NUMBERS)) {
            numbers.add(number(feature));
        }
        List<TextFeature> texts = texts();
        for (FlatTable statistic : trees.tables(STATISTICS)) {
            for (int i = 0; i < statistic.floats(1).length; i++) {
                questions.add(new Question(Question.Kind.STATISTIC, -1, 0));
            }
        }
        List<Double> bias = new ArrayList<>();
        for (double each : trees.doubles(BIASES)) {
            bias.add(each);
        }
        if (bias.isEmpty()) {
            bias.add(trees.float64(BIAS, 0));
        }
        return new CatBoost(
                new Features(numbers, texts),
                new BinaryTrees(trees, questions).read(),
                trees.float64(SCALE, 1),
                bias,
                Training.of(info));
    }

    private FloatFeature number(FlatTable feature) {
        int index = feature.int32(1, -1);
        for (float border : feature.floats(BORDERS)) {
            questions.add(new Question(Question.Kind.NUMBER, index, border));
        }
        String treatment = feature.int8(TREATMENT, 0) == AS_TRUE ? "AsTrue" : "AsIs";
        return new FloatFeature(
                index,
                feature.int32(2, -1),
                feature.text(4),
                FloatFeature.missing(feature.int8(HAS_NANS, 0) != 0, treatment));
    }

    private List<TextFeature> texts() {
        Map<Integer, int[]> values = new HashMap<>();
        for (FlatTable oneHot : trees.tables(ONE_HOT)) {
            int index = oneHot.int32(0, -1);
            int[] hashes = oneHot.ints(1);
            values.put(index, hashes);
            for (int hash : hashes) {
                questions.add(new Question(Question.Kind.TEXT, index, hash));
            }
        }
        List<TextFeature> texts = new ArrayList<>();
        for (FlatTable feature : trees.tables(TEXTS)) {
            int index = feature.int32(0, -1);
            texts.add(
                    new TextFeature(
                            index,
                            feature.int32(1, -1),
                            feature.text(2),
                            Optional.ofNullable(values.get(index)).map(TextCodes::new)));
        }
        return texts;
    }
}
