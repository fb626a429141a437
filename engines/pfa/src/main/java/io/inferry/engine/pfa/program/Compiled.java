package io.inferry.engine.pfa.program;

import com.opendatagroup.hadrian.jvmcompiler.PFAEngine;
import scala.Function0;

/**
 * A compiled document. Its engines share its classes and the cells and pools that it marks {@code
 * shared}; all other state is each engine's own.
 */
public final class Compiled {
    private final Function0<PFAEngine<Object, Object>> factory;
    private final RoomyThread thread;
    private final boolean remembering;

    /**
     * @param remembering whether actions change cells, pools or a tally
     */
    Compiled(
            Function0<PFAEngine<Object, Object>> factory, RoomyThread thread, boolean remembering) {
        this.factory = factory;
        this.thread = thread;
        this.remembering = remembering;
    }

    /** Whether an answer may depend on rows before it. */
    public boolean isRemembering() {
        return remembering;
    }

    /**
     * One more engine, its {@code begin} done.
     *
     * @param log where the document's {@code log} goes
     * @throws io.inferry.api.ServingException INVALID_MODEL when cells or pools do not fit their
     *     types, or {@code begin} fails
     */
    public Instance start(ProgramLog log) {
        return thread.call(
                "starting",
                () -> {
                    PFAEngine<Object, Object> engine = factory.apply();
                    engine.log_$eq(log);
                    engine.begin();
                    return new Instance(engine);
                });
    }
}
