package io.inferry.engine.pfa.program;

import com.opendatagroup.hadrian.data.PFAEnumSymbol;
import com.opendatagroup.hadrian.data.PFARecord;
import com.opendatagroup.hadrian.jvmcompiler.PFAEmitEngine;
import com.opendatagroup.hadrian.jvmcompiler.PFAEngine;
import com.opendatagroup.hadrian.jvmcompiler.PFAEngineBase;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * One of Hadrian's engines: the cells, pools and tally of one instance. For one thread at a time.
 */
public final class Instance {
    private final PFAEngine<Object, Object> engine;
    private final PFAEngineBase base;

    Instance(PFAEngine<Object, Object> engine) {
        this.engine = engine;
        this.base = (PFAEngineBase) (Object) engine;
    }

    /**
     * The answer to one row: what the document answers (map), what it has come to (fold), or
     * nothing (emit).
     *
     * @throws RuntimeException Hadrian's own, or whatever its compiled code runs into
     */
    public @Nullable Object act(@Nullable Object row) {
        return engine.action(row);
    }

    /** Hands on what the document emits. */
    public void onEmit(Consumer<@Nullable Object> taker) {
        if (engine instanceof PFAEmitEngine<Object, Object> emitting) {
            emitting.emit_$eq(new Taking(taker));
        }
    }

    /** Does the document's {@code end}. */
    public void end() {
        engine.end();
    }

    /** Avro's JSON of a value. */
    public String toJson(@Nullable Object value, Schema schema) {
        return base.toJson(value, schema);
    }

    /**
     * A value from Avro's JSON.
     *
     * @throws RuntimeException when it is not of that type
     */
    public @Nullable Object fromJson(byte[] json, Schema schema) {
        return base.fromJson(json, schema);
    }

    /** The symbols of an enum as this document's program knows them. */
    public Map<String, Object> symbols(Schema schema) throws ReflectiveOperationException {
        Constructor<? extends PFAEnumSymbol> constructor =
                loaded(schema)
                        .asSubclass(PFAEnumSymbol.class)
                        .getConstructor(Schema.class, String.class);
        Map<String, Object> symbols = new LinkedHashMap<>();
        for (String symbol : schema.getEnumSymbols()) {
            symbols.put(symbol, constructor.newInstance(schema, symbol));
        }
        return symbols;
    }

    /** What makes empty records of a type. */
    public Constructor<? extends PFARecord> records(Schema schema)
            throws ReflectiveOperationException {
        return loaded(schema).asSubclass(PFARecord.class).getConstructor();
    }

    private Class<?> loaded(Schema schema) throws ClassNotFoundException {
        return engine.classLoader().loadClass(schema.getFullName());
    }

    private static final class Taking extends AbstractFunction1<Object, BoxedUnit> {
        private final Consumer<@Nullable Object> taker;

        Taking(Consumer<@Nullable Object> taker) {
            this.taker = taker;
        }

        @Override
        public BoxedUnit apply(Object value) {
            taker.accept(value);
            return BoxedUnit.UNIT;
        }
    }
}
