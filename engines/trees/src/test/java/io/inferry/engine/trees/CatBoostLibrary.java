package io.inferry.engine.trees;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.lang.reflect.Method;
import java.nio.file.Path;

/** CatBoost's own library for prediction. */
final class CatBoostLibrary implements AutoCloseable {
    private static final Method HASH = hash();

    private final CatBoostModel model;

    CatBoostLibrary(Path file, String format) throws CatBoostError {
        model = CatBoostModel.loadModel(file.toString(), format);
    }

    /** What the library knows a category by. */
    static int hash(String text) {
        try {
            return (int) HASH.invoke(null, text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The margins of all rows. */
    double[] margins(float[][] numbers, String[][] texts) throws CatBoostError {
        CatBoostPredictions answers = model.predict(numbers, texts);
        return answers.copyRowMajorPredictions();
    }

    /** It is not public. */
    private static Method hash() {
        try {
            Method method =
                    CatBoostModel.class.getDeclaredMethod("hashCategoricalFeature", String.class);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws CatBoostError {
        model.close();
    }
}
