package io.inferry.core.lifecycle;

import io.inferry.api.engine.Model;
import io.inferry.api.model.ModelId;
import io.inferry.core.catalog.Servable;
import java.time.Duration;
import java.util.Optional;

/**
 * What a load made. Closing it is slow and belongs to the pool.
 *
 * @param nativeBytes as the engine told after warm-up
 * @param took loading and warming
 * @param warning what an operator should know although it went well
 */
record Loaded(
        ModelId id,
        LoadPlan plan,
        Model model,
        Servable servable,
        long nativeBytes,
        Duration took,
        Optional<String> warning)
        implements AutoCloseable {
    @Override
    public void close() {
        try {
            servable.execution().close();
        } finally {
            model.close();
        }
    }
}
