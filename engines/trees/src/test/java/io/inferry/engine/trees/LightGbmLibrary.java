package io.inferry.engine.trees;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;

/**
 * LightGBM's C interface. lightgbm4j's own prediction has room for two numbers a row whatever the
 * model has classes, and writes beyond it.
 */
final class LightGbmLibrary implements AutoCloseable {
    private final SWIGTYPE_p_void handle;

    LightGbmLibrary(String model) throws IOException {
        LGBMBooster.loadNative();
        SWIGTYPE_p_p_void out = lightgbmlib.new_voidpp();
        SWIGTYPE_p_int rounds = lightgbmlib.new_intp();
        require(lightgbmlib.LGBM_BoosterLoadModelFromString(model, rounds, out));
        handle = lightgbmlib.voidpp_value(out);
        lightgbmlib.delete_intp(rounds);
        lightgbmlib.delete_voidpp(out);
    }

    /** What the library answers for rows; {@code room} numbers for each are enough. */
    double[] predict(PredictionType what, int features, int room, double... rows) {
        int count = rows.length / features;
        SWIGTYPE_p_double in = lightgbmlib.new_doubleArray(rows.length);
        SWIGTYPE_p_double out = lightgbmlib.new_doubleArray((long) count * room);
        SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
        for (int i = 0; i < rows.length; i++) {
            lightgbmlib.doubleArray_setitem(in, i, rows[i]);
        }
        require(
                lightgbmlib.LGBM_BoosterPredictForMat(
                        handle,
                        lightgbmlib.double_to_voidp_ptr(in),
                        lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                        count,
                        features,
                        1,
                        what.getType(),
                        0,
                        -1,
                        "num_threads=1",
                        length,
                        out));
        double[] answer = new double[(int) lightgbmlib.int64_tp_value(length)];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = lightgbmlib.doubleArray_getitem(out, i);
        }
        lightgbmlib.delete_doubleArray(in);
        lightgbmlib.delete_doubleArray(out);
        lightgbmlib.delete_int64_tp(length);
        return answer;
    }

    private static void require(int status) {
        if (status != 0) {
            throw new IllegalStateException(lightgbmlib.LGBM_GetLastError());
        }
    }

    @Override
    public void close() {
        require(lightgbmlib.LGBM_BoosterFree(handle));
    }
}
