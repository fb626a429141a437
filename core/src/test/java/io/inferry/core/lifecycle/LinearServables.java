package io.inferry.core.lifecycle;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.batching.Execution;
import io.inferry.core.batching.ExecutionContext;
import io.inferry.core.catalog.Servable;
import java.util.List;
import java.util.Map;

/** Servables over a linear model, for tests of what stands before them. */
public final class LinearServables {
    private LinearServables() {}

    /** One that answers {@code y = x}. */
    public static Servable of(ModelId id) {
        TensorMemory memory = TensorMemory.unpooled();
        LinearModel model = new LinearModel(Map.of(), memory, () -> {});
        return new Servable(
                new ModelDescription(id, model.platform(), model.signatures(), model.metadata()),
                ModelSettings.STANDARD,
                Execution.start(
                        id,
                        model,
                        ModelSettings.STANDARD,
                        new ExecutionContext(memory, List.of())));
    }
}
