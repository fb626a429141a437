package io.inferry.engine.pfa.row;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a document emitted for one row. */
public record Emitted(List<@Nullable Object> values) {
    public Emitted {
        values = Collections.unmodifiableList(values);
    }
}
