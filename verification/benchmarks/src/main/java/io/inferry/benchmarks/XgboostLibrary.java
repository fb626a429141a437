package io.inferry.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost: {@code inplace_predict}, or a matrix that is made, asked and disposed of. */
final class XgboostLibrary implements TreeLibrary {
    private final Booster booster;
    private final int features;

    XgboostLibrary(byte[] model, int features) throws XGBoostError, IOException {
        this.booster = XGBoost.loadModel(new ByteArrayInputStream(model));
        this.features = features;
        booster.setParam("nthread", 1);
    }

    @Override
    public Object predict(float[] rows, int count) {
        try {
            return booster.inplace_predict(rows, count, features, Float.NaN);
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object predictOtherwise(float[] rows, int count) {
        try {
            DMatrix matrix = new DMatrix(rows, count, features, Float.NaN);
            try {
                return booster.predict(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object explain(float[] rows, int count) {
        try {
            DMatrix matrix = new DMatrix(rows, count, features, Float.NaN);
            try {
                return booster.predictContrib(matrix, 0);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
