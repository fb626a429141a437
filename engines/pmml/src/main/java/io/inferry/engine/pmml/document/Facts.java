package io.inferry.engine.pmml.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a document says beside its model.
 *
 * @param shown version, model type, application and more, for people
 * @param mayBeNull whether the model itself, not one within it, says in so many words that a row
 *     may have no result
 * @param takesMissing whether every tree has a strategy for missing values and there is no other
 *     model
 */
public record Facts(Map<String, String> shown, boolean mayBeNull, boolean takesMissing) {
    public Facts {
        shown = new LinkedHashMap<>(shown);
    }
}
