package io.inferry.engine.pmml;

import io.inferry.api.ServingException;
import io.inferry.api.engine.EngineOptions;
import java.util.Map;
import java.util.Set;

/**
 * How to serve a model, as model.yaml says it.
 *
 * @param invalidValues what becomes of values that the model's fields do not allow
 * @param nullResults what becomes of rows that the model gives no result for
 */
record PmmlOptions(InvalidValues invalidValues, NullResults nullResults) {
    private static final String INVALID_VALUES = "invalid_values";
    private static final String NULL_RESULTS = "null_results";
    private static final Set<String> KEYS = Set.of(INVALID_VALUES, NULL_RESULTS);

    /** A value that the file's rules call invalid, and give no other treatment. */
    enum InvalidValues {
        /** Is the caller's error. */
        REFUSE,
        /** Is a missing value. */
        AS_MISSING
    }

    /** A row without a result, where the file does not say that there may be such. */
    enum NullResults {
        /** Is the caller's error. */
        REFUSE,
        /** Is answered with NaN and empty texts. */
        ALLOW
    }

    /**
     * Reads the options.
     *
     * @throws ServingException INVALID_ARGUMENT that names the key, what it was set to and what it
     *     can be
     */
    static PmmlOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("pmml", options);
        reader.refuseUnknown(KEYS);
        return new PmmlOptions(
                reader.choice(
                        INVALID_VALUES,
                        Map.of(
                                "refuse", InvalidValues.REFUSE,
                                "as_missing", InvalidValues.AS_MISSING),
                        InvalidValues.REFUSE),
                reader.choice(
                        NULL_RESULTS,
                        Map.of("refuse", NullResults.REFUSE, "allow", NullResults.ALLOW),
                        NullResults.REFUSE));
    }
}
