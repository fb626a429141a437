package io.inferry.engine.trees.xgboost;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inferry.engine.trees.document.JsonDocument;
import io.inferry.engine.trees.document.UbjDocument;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import java.util.regex.Pattern;

/** Reads XGBoost's model files. */
public final class XgboostModel {
    private static final Pattern JSON =
            Pattern.compile(
                    "\\s*\\{\\s*\"(learner\"\\s*:\\s*\\{|version\"\\s*:\\s*\\[).*", Pattern.DOTALL);
    private static final Pattern UBJSON =
            Pattern.compile("\\{[iUIlL].{1,8}(learner\\{|version\\[).*", Pattern.DOTALL);
    private static final int OBJECTIVE_AT = 136;
    private static final Pattern BINARY_NAMES =
            Pattern.compile(
                    "[\\x01-\\x40]\\x00{7}[a-z]+:[a-z]+.\\x00{7}(gb|dart).*", Pattern.DOTALL);

    private XgboostModel() {}

    /** Whether a file that begins so is a JSON model. */
    public static boolean isJson(byte[] head) {
        return JSON.matcher(text(head)).matches();
    }

    /** Whether a file that begins so is a UBJSON model. */
    public static boolean isUbj(byte[] head) {
        return UBJSON.matcher(text(head)).matches();
    }

    /**
     * Whether a file that begins so is a binary model: its mark, or the names behind its struct.
     */
    public static boolean isBinary(byte[] head) {
        String text = text(head);
        return text.startsWith("binf")
                || (text.length() > OBJECTIVE_AT
                        && BINARY_NAMES.matcher(text.substring(OBJECTIVE_AT)).matches());
    }

    /**
     * Reads a JSON model.
     *
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble readJson(byte[] bytes, Rounds rounds) {
        return DocumentLearner.read(JsonDocument.read(bytes, new Shortcut())).ensemble(rounds);
    }

    /**
     * Reads a UBJSON model.
     *
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble readUbj(byte[] bytes, Rounds rounds) {
        return DocumentLearner.read(UbjDocument.read(bytes, new Shortcut())).ensemble(rounds);
    }

    /**
     * Reads a binary model.
     *
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble readBinary(byte[] bytes, Rounds rounds) {
        return BinaryLearner.read(bytes).ensemble(rounds);
    }

    private static String text(byte[] head) {
        return new String(head, ISO_8859_1);
    }
}
