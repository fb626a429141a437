package io.inferry.engine.trees;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.lightgbm.LightGbmModel;
import java.util.Optional;
import java.util.stream.Stream;

/** The model files that are read here, told apart by their first bytes. */
enum Format {
    /** LightGBM's text. */
    LIGHTGBM_TEXT("LightGBM text");

    /** How much of a file has to be seen to tell. */
    static final int HEAD_BYTES = 512;

    private final String title;

    Format(String title) {
        this.title = title;
    }

    static Stream<String> endings() {
        return Stream.of(".txt");
    }

    static Optional<Format> of(byte[] head) {
        return LightGbmModel.isStart(head) ? Optional.of(LIGHTGBM_TEXT) : Optional.empty();
    }

    /**
     * Reads a whole file.
     *
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    Ensemble read(byte[] bytes, TreesOptions options) {
        return switch (this) {
            case LIGHTGBM_TEXT ->
                    // The library writes the best rounds only, so all there are is best.
                    LightGbmModel.read(bytes, Math.max(0, options.iterations()));
        };
    }

    String title() {
        return title;
    }
}
