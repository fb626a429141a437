package io.inferry.contracts;

import io.inferry.api.model.ModelRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller asks, before it is put into a protocol's form. */
public record ProtocolQuestion(ModelRef model, Map<String, GoldenValue> inputs) {
    public ProtocolQuestion {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
}
