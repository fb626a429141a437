package io.inferry.engine.pfa.program;

import io.inferry.api.model.ModelId;
import scala.Option;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Where a document's {@code log} goes: the server's log, at debug, for it may hold values. */
public final class ProgramLog extends AbstractFunction2<String, Option<String>, BoxedUnit> {
    private static final System.Logger LOG = System.getLogger(ProgramLog.class.getName());
    private static final int LENGTH_MAX = 1000;

    private final ModelId id;

    /** The log of one version's documents. */
    public ProgramLog(ModelId id) {
        this.id = id;
    }

    @Override
    public BoxedUnit apply(String text, Option<String> namespace) {
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "pfa log model={0} namespace={1} text={2}",
                    id,
                    namespace.isDefined() ? namespace.get() : "",
                    text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text);
        }
        return BoxedUnit.UNIT;
    }
}
