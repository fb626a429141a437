package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The protocol's options.
 *
 * @param model the one that {@code /invocations} means where a request names none
 */
record ScoringOptions(Optional<String> model) {
    private static final String MODEL = "model";

    /**
     * Reads them.
     *
     * @throws ServingException INVALID_ARGUMENT for an unknown key or an empty name
     */
    static ScoringOptions of(Map<String, String> options) {
        var unknown = new TreeSet<>(options.keySet());
        unknown.remove(MODEL);
        if (!unknown.isEmpty()) {
            throw ServingException.invalidArgument(
                    "scoring has no option " + unknown + "; its options are [" + MODEL + "]");
        }
        Optional<String> model = Optional.ofNullable(options.get(MODEL));
        if (model.filter(String::isBlank).isPresent()) {
            throw ServingException.invalidArgument("option 'model' of scoring must not be empty");
        }
        return new ScoringOptions(model);
    }
}
