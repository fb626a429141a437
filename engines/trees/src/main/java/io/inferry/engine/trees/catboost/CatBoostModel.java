package io.inferry.engine.trees.catboost;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import java.util.regex.Pattern;

/** Reads CatBoost's model files. */
public final class CatBoostModel {
    private static final Pattern JSON =
            Pattern.compile(
                    "\\s*\\{\\s*\"(ctr_data|features_info|model_info|oblivious_trees|scale_and_bias)\"\\s*:.*",
                    Pattern.DOTALL);

    private CatBoostModel() {}

    /** Whether a file that begins so is a JSON model. */
    public static boolean isJson(byte[] head) {
        return JSON.matcher(new String(head, ISO_8859_1)).matches();
    }

    /** Whether a file that begins so is a binary model. */
    public static boolean isBinary(byte[] head) {
        return new String(head, ISO_8859_1).startsWith(BinaryModel.MARK);
    }

    /**
     * Reads a JSON model.
     *
     * @param iterations how many of the first trees to keep; 0 for all
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble readJson(byte[] bytes, int iterations) {
        return JsonModel.read(bytes, new TreeDigest()).ensemble(iterations);
    }

    /**
     * Reads a binary model.
     *
     * @param iterations how many of the first trees to keep; 0 for all
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble readBinary(byte[] bytes, int iterations) {
        return BinaryModel.read(bytes).ensemble(iterations);
    }
}
