package io.inferry.benchmarks;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import io.inferry.contracts.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A model file of trees, its library, and rows that go many ways. All have 30 features. */
enum TreeModel {
    /** 40 trees of up to 10 leaves. */
    BC_XGBOOST("bc_xgboost.ubj"),
    /** 50 trees of up to 15 leaves. */
    BC_LIGHTGBM("bc_lightgbm.txt"),
    /** 500 trees of depth 8. */
    XGBOOST("xgboost_500x8.ubj"),
    /** 500 trees of depth 8. */
    LIGHTGBM("lightgbm_500x8.txt");

    static final int FEATURES = 30;

    private static final int TREES = 500;
    private static final int DEPTH = 8;
    private static final int TRAINING_ROWS = 20_000;
    private static final long SEED = 20_261_121;

    private final String fileName;

    TreeModel(String fileName) {
        this.fileName = fileName;
    }

    static TreeModel named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The file; one that is trained is kept for the next fork. */
    Path file() throws Exception {
        Path file = Files.createDirectories(directory()).resolve(fileName);
        if (!Files.exists(file)) {
            Path made = Files.createTempFile(directory(), "made", ".tmp");
            Files.write(made, bytes());
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** The library with the model loaded. */
    TreeLibrary library() throws Exception {
        byte[] bytes = Files.readAllBytes(file());
        return isXgboost()
                ? new XgboostLibrary(bytes, FEATURES)
                : new LightGbmLibrary(new String(bytes, StandardCharsets.UTF_8), FEATURES);
    }

    /** Rows such as the model was trained with. */
    float[] rows(int count) {
        Random random = new Random(SEED + count);
        return isTrained() ? gaussian(random, count) : patients(random, count);
    }

    private boolean isXgboost() {
        return this == BC_XGBOOST || this == XGBOOST;
    }

    private boolean isTrained() {
        return this == XGBOOST || this == LIGHTGBM;
    }

    private static Path directory() {
        return Path.of(System.getProperty("java.io.tmpdir"), "inferry-benchmark-trees");
    }

    private byte[] bytes() throws Exception {
        return switch (this) {
            case BC_XGBOOST, BC_LIGHTGBM -> resource();
            case XGBOOST -> trainXgboost();
            case LIGHTGBM -> trainLightGbm().getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] resource() throws IOException {
        try (InputStream in = TreeModel.class.getResourceAsStream(fileName)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + fileName);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] trainXgboost() throws XGBoostError {
        Random random = new Random(SEED);
        float[] rows = gaussian(random, TRAINING_ROWS);
        DMatrix matrix = new DMatrix(rows, TRAINING_ROWS, FEATURES, Float.NaN);
        matrix.setLabel(labels(random, rows));
        Map<String, Object> settings =
                Map.of(
                        "objective",
                        "reg:squarederror",
                        "tree_method",
                        "hist",
                        "max_depth",
                        DEPTH,
                        "eta",
                        0.05);
        return XGBoost.train(matrix, settings, TREES, Map.of(), null, null).toByteArray("ubj");
    }

    private static String trainLightGbm() throws LGBMException {
        Random random = new Random(SEED);
        float[] rows = gaussian(random, TRAINING_ROWS);
        String settings =
                "objective=regression verbosity=-1 learning_rate=0.05 min_data_in_leaf=2"
                        + " max_depth=%d num_leaves=%d".formatted(DEPTH, 1 << DEPTH);
        LGBMDataset table =
                LGBMDataset.createFromMat(rows, TRAINING_ROWS, FEATURES, true, settings, null);
        table.setField("label", labels(random, rows));
        try (LGBMBooster booster = LGBMBooster.create(table, settings)) {
            for (int round = 0; round < TREES; round++) {
                booster.updateOneIter();
            }
            return booster.saveModelToString(0, 0, FeatureImportanceType.SPLIT);
        }
    }

    private static float[] gaussian(Random random, int count) {
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    private static float[] labels(Random random, float[] rows) {
        float[] labels = new float[rows.length / FEATURES];
        for (int row = 0; row < labels.length; row++) {
            double sum = random.nextGaussian();
            for (int i = 0; i < FEATURES; i++) {
                sum += Math.sin(rows[row * FEATURES + i] * (i % 5 + 1));
            }
            labels[row] = (float) sum;
        }
        return labels;
    }

    /** Each number is that of one of the golden file's four patients, off by a tenth. */
    private static float[] patients(Random random, int count) {
        double[] known =
                Golden.read("bc_xgboost").first().inputs().values().iterator().next().numbers();
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            double value = known[random.nextInt(known.length / FEATURES) * FEATURES + i % FEATURES];
            rows[i] = (float) (value * (1 + random.nextGaussian() / 10));
        }
        return rows;
    }
}
