package io.inferry.engine.pfa;

import io.inferry.api.ServingException;
import io.inferry.engine.pfa.program.Instance;
import io.inferry.engine.pfa.row.Emitted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that emits its answers: collected row by row. */
final class Emissions implements Answering {
    /** A document in a loop is not to fill the heap before its time is up. */
    static final int PER_ROW_MAX = 10_000;

    private final Instance instance;
    private final PfaOptions.Emit emit;
    private List<@Nullable Object> emitted = new ArrayList<>();

    private Emissions(Instance instance, PfaOptions.Emit emit) {
        this.instance = instance;
        this.emit = emit;
    }

    /** Takes over what an instance emits; what {@code begin} emitted is gone. */
    static Emissions of(Instance instance, PfaOptions.Emit emit) {
        Emissions emissions = new Emissions(instance, emit);
        instance.onEmit(emissions::take);
        return emissions;
    }

    @Override
    public @Nullable Object answer(int row, @Nullable Object value) {
        emitted = new ArrayList<>();
        instance.act(value);
        if (emit == PfaOptions.Emit.LIST) {
            return new Emitted(emitted);
        }
        if (emitted.size() != 1) {
            throw ServingException.invalidArgument(
                    "row %d: the document emitted %d answers where one is wanted; with the option emit: list all are taken"
                            .formatted(row, emitted.size()));
        }
        return emitted.getFirst();
    }

    @Override
    public void end() {
        instance.end();
    }

    private void take(@Nullable Object value) {
        if (emitted.size() >= PER_ROW_MAX) {
            throw ServingException.resourceExhausted(
                    "the document emitted more than %d answers for one row".formatted(PER_ROW_MAX));
        }
        emitted.add(value);
    }
}
