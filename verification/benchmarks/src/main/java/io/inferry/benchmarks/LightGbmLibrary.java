package io.inferry.benchmarks;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;

/**
 * LightGBM: {@code predictForMat} of the binding, which hands every number over by a call of its
 * own; or the C interface row by row, prepared once ({@code SingleRowFast}).
 */
final class LightGbmLibrary implements TreeLibrary {
    private static final String ONE_THREAD = "num_threads=1";

    private final LGBMBooster booster;
    private final int features;
    private final SWIGTYPE_p_void handle;
    private final SWIGTYPE_p_void prepared;
    private final SWIGTYPE_p_double answer;
    private final SWIGTYPE_p_long_long length;
    private final double[] row;

    LightGbmLibrary(String model, int features) throws IOException, LGBMException {
        this.booster = LGBMBooster.loadModelFromString(model);
        this.features = features;
        this.row = new double[features];
        this.answer = lightgbmlib.new_doubleArray(1);
        this.length = lightgbmlib.new_int64_tp();
        SWIGTYPE_p_p_void out = lightgbmlib.new_voidpp();
        SWIGTYPE_p_int rounds = lightgbmlib.new_intp();
        require(lightgbmlib.LGBM_BoosterLoadModelFromString(model, rounds, out));
        this.handle = lightgbmlib.voidpp_value(out);
        require(
                lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                        handle,
                        PredictionType.C_API_PREDICT_NORMAL.getType(),
                        0,
                        -1,
                        lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                        features,
                        ONE_THREAD,
                        out));
        this.prepared = lightgbmlib.voidpp_value(out);
        lightgbmlib.delete_intp(rounds);
        lightgbmlib.delete_voidpp(out);
    }

    @Override
    public Object predict(float[] rows, int count) {
        try {
            PredictionType normal = PredictionType.C_API_PREDICT_NORMAL;
            return booster.predictForMat(rows, count, features, true, normal, ONE_THREAD);
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object predictOtherwise(float[] rows, int count) {
        double[] answers = new double[count];
        for (int i = 0; i < count; i++) {
            for (int feature = 0; feature < features; feature++) {
                row[feature] = rows[i * features + feature];
            }
            require(
                    lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(
                            row, prepared, length, answer));
            answers[i] = lightgbmlib.doubleArray_getitem(answer, 0);
        }
        return answers;
    }

    /** The binding's own prediction has no room for contributions: the C interface once more. */
    @Override
    public Object explain(float[] rows, int count) {
        SWIGTYPE_p_double in = lightgbmlib.new_doubleArray(rows.length);
        for (int i = 0; i < rows.length; i++) {
            lightgbmlib.doubleArray_setitem(in, i, rows[i]);
        }
        double[] answers = new double[count * (features + 1)];
        SWIGTYPE_p_double out = lightgbmlib.new_doubleArray(answers.length);
        require(
                lightgbmlib.LGBM_BoosterPredictForMat(
                        handle,
                        lightgbmlib.double_to_voidp_ptr(in),
                        lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                        count,
                        features,
                        1,
                        PredictionType.C_API_PREDICT_CONTRIB.getType(),
                        0,
                        -1,
                        ONE_THREAD,
                        length,
                        out));
        for (int i = 0; i < answers.length; i++) {
            answers[i] = lightgbmlib.doubleArray_getitem(out, i);
        }
        lightgbmlib.delete_doubleArray(in);
        lightgbmlib.delete_doubleArray(out);
        return answers;
    }

    private static void require(int status) {
        if (status != 0) {
            throw new IllegalStateException(lightgbmlib.LGBM_GetLastError());
        }
    }

    @Override
    public void close() {
        lightgbmlib.delete_doubleArray(answer);
        lightgbmlib.delete_int64_tp(length);
        require(lightgbmlib.LGBM_FastConfigFree(prepared));
        require(lightgbmlib.LGBM_BoosterFree(handle));
        try {
            booster.close();
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }
}
