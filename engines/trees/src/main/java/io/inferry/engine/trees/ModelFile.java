package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A model file that was read.
 *
 * @param explaining how its rows are explained
 */
record ModelFile(Format format, long byteSize, Ensemble ensemble, Explaining explaining) {
    /** Above it the nodes would not fit the evaluator's arrays anyway. */
    private static final long FILE_BYTES_MAX = 1L << 30;

    /**
     * Reads a file.
     *
     * @throws ServingException INVALID_MODEL or UNIMPLEMENTED that names the file and the reason
     */
    static ModelFile read(Path file, TreesOptions options) {
        try {
            long size = Files.size(file);
            if (size > FILE_BYTES_MAX) {
                throw ServingException.invalidModel(
                        "%s has %d bytes; at most %d are read"
                                .formatted(file, size, FILE_BYTES_MAX));
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, Format.HEAD_BYTES));
            Format format =
                    Format.of(head)
                            .orElseThrow(() ->
                                    ModelFileException.broken(
                                            "it is no model of XGBoost, LightGBM or CatBoost"));
            Ensemble ensemble = format.read(bytes, options);
            Explaining explaining = Explaining.of(ensemble, options, file);
            return new ModelFile(
                    format,
                    bytes.length,
                    explaining.needsCovers() ? ensemble : ensemble.withoutCovers(),
                    explaining);
        } catch (IOException e) {
            throw ServingException.invalidModel(file + " cannot be read: " + e, e);
        } catch (ModelFileException e) {
            throw switch (e.kind()) {
                case BROKEN ->
                        ServingException.invalidModel(file + " cannot be served: " + e.reason(), e);
                case UNSUPPORTED ->
                        ServingException.unimplemented(
                                file + " has something that is not served: " + e.reason());
            };
        }
    }

    /** What to show of it, in order. */
    Map<String, String> facts() {
        Map<String, String> facts = ensemble.facts();
        facts.put("explain", explaining.fact());
        return facts;
    }
}
