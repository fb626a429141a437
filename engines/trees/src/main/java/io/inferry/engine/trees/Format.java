package io.inferry.engine.trees;

import io.inferry.engine.trees.catboost.CatBoostModel;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.lightgbm.LightGbmModel;
import io.inferry.engine.trees.xgboost.Rounds;
import io.inferry.engine.trees.xgboost.XgboostModel;
import java.util.Optional;
import java.util.stream.Stream;

/** The model files that are read here, told apart by their first bytes. */
enum Format {
    /** LightGBM's text. */
    LIGHTGBM_TEXT("LightGBM text", "lightgbm"),
    /** XGBoost's JSON. */
    XGBOOST_JSON("XGBoost JSON", "xgboost"),
    /** XGBoost's UBJSON. */
    XGBOOST_UBJ("XGBoost UBJSON", "xgboost"),
    /** XGBoost's binary format before version 2. */
    XGBOOST_BINARY("XGBoost binary", "xgboost"),
    /** CatBoost's JSON. */
    CATBOOST_JSON("CatBoost JSON", "catboost"),
    /** CatBoost's own format. */
    CATBOOST_BINARY("CatBoost binary", "catboost");

    /** How much of a file has to be seen to tell. */
    static final int HEAD_BYTES = 512;

    private final String title;
    private final String platform;

    Format(String title, String platform) {
        this.title = title;
        this.platform = platform;
    }

    static Stream<String> endings() {
        return Stream.of(".txt", ".json", ".ubj", ".model", ".cbm");
    }

    static Optional<Format> of(byte[] head) {
        if (LightGbmModel.isStart(head)) {
            return Optional.of(LIGHTGBM_TEXT);
        }
        if (XgboostModel.isJson(head)) {
            return Optional.of(XGBOOST_JSON);
        }
        if (XgboostModel.isUbj(head)) {
            return Optional.of(XGBOOST_UBJ);
        }
        if (CatBoostModel.isJson(head)) {
            return Optional.of(CATBOOST_JSON);
        }
        if (CatBoostModel.isBinary(head)) {
            return Optional.of(CATBOOST_BINARY);
        }
        return XgboostModel.isBinary(head) ? Optional.of(XGBOOST_BINARY) : Optional.empty();
    }

    /**
     * Reads a whole file.
     *
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    Ensemble read(byte[] bytes, TreesOptions options) {
        Rounds rounds = new Rounds(options.iterations());
        return switch (this) {
            // The libraries but XGBoost write the best rounds only, so all there are is best.
            case LIGHTGBM_TEXT -> LightGbmModel.read(bytes, Math.max(0, options.iterations()));
            case CATBOOST_JSON -> CatBoostModel.readJson(bytes, Math.max(0, options.iterations()));
            case CATBOOST_BINARY ->
                    CatBoostModel.readBinary(bytes, Math.max(0, options.iterations()));
            case XGBOOST_JSON -> XgboostModel.readJson(bytes, rounds);
            case XGBOOST_UBJ -> XgboostModel.readUbj(bytes, rounds);
            case XGBOOST_BINARY -> XgboostModel.readBinary(bytes, rounds);
        };
    }

    String title() {
        return title;
    }

    /** What Open Inference clients know the library as. */
    String platform() {
        return platform;
    }
}
