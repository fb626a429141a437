package io.inferry.engine.pfa.program;

import com.opendatagroup.hadrian.ast.EngineConfig;
import com.opendatagroup.hadrian.jvmcompiler.PFAEngine;
import com.opendatagroup.hadrian.jvmcompiler.PFAEngine$;
import com.opendatagroup.hadrian.reader.jsonToAst$;
import io.inferry.engine.pfa.document.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.codehaus.jackson.JsonNode;
import scala.Option;
import scala.collection.JavaConversions$;

/** A document as Hadrian read it; nothing is compiled yet. */
public final class Program {
    /** What Hadrian's call graph calls it. */
    private static final String ACTION = "(action)";

    private static final int SCHEMA_SHOWN = 300;

    private final Document document;
    private final EngineConfig config;
    private final RoomyThread thread;
    private final Method method;
    private final Schema input;
    private final Schema output;

    private Program(Document document, EngineConfig config, RoomyThread thread) {
        this.document = document;
        this.config = config;
        this.thread = thread;
        this.method = Method.valueOf(config.method().toString().toUpperCase(Locale.ROOT));
        this.input = config.input().schema();
        this.output = config.output().schema();
    }

    /**
     * Parses a document and resolves its types.
     *
     * @param waitMillisMax how long this, and compiling and starting later, may take each
     * @throws io.inferry.api.ServingException INVALID_MODEL with Hadrian's words
     */
    public static Program parse(Document document, long waitMillisMax) {
        RoomyThread thread = new RoomyThread(document.path(), waitMillisMax);
        return thread.call(
                "parsing",
                () -> new Program(document, jsonToAst$.MODULE$.apply(document.open()), thread));
    }

    /**
     * Compiles it.
     *
     * @param timeoutMillis what begin, an action, and end may take; 0 leaves it to the document
     * @throws io.inferry.api.ServingException INVALID_MODEL with Hadrian's words
     */
    public Compiled compile(int timeoutMillis) {
        Map<String, JsonNode> options = Timeouts.of(timeoutMillis, java(config.options()));
        return thread.call(
                "compiling",
                () -> {
                    var factory =
                            PFAEngine$.MODULE$.factoryFromAst(
                                    config,
                                    scala(options),
                                    PFAEngine$.MODULE$.factoryFromAst$default$3(),
                                    PFAEngine$.MODULE$.factoryFromAst$default$4(),
                                    Option.apply(PFAEngine.class.getClassLoader()),
                                    false);
                    boolean changing = factory.apply().hasSideEffects(ACTION);
                    return new Compiled(factory, thread, changing || method == Method.FOLD);
                });
    }

    /** How often it answers. */
    public Method method() {
        return method;
    }

    /** What one row is. */
    public Schema input() {
        return input;
    }

    /** What one answer is. */
    public Schema output() {
        return output;
    }

    /** What the document says of itself, in the order to show it. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", config.name());
        put(facts, "version", config.version());
        put(facts, "doc", config.doc());
        facts.put("method", method.name().toLowerCase(Locale.ROOT));
        facts.put("input", shown(input));
        facts.put("output", shown(output));
        putAll(facts, "models", document.functions());
        putAll(facts, "cells", sorted(java(config.cells())));
        putAll(facts, "pools", sorted(java(config.pools())));
        putAll(facts, "functions", sorted(java(config.fcns())));
        java(config.metadata()).forEach((key, value) -> facts.put("metadata." + key, value));
        return facts;
    }

    private static String shown(Schema schema) {
        String text = schema.toString();
        return text.length() > SCHEMA_SHOWN ? text.substring(0, SCHEMA_SHOWN) + "…" : text;
    }

    private static void put(Map<String, String> facts, String key, Option<?> value) {
        if (value.isDefined()) {
            facts.put(key, String.valueOf(value.get()));
        }
    }

    private static void putAll(Map<String, String> facts, String key, List<String> names) {
        if (!names.isEmpty()) {
            facts.put(key, String.join(", ", names));
        }
    }

    private static List<String> sorted(Map<String, ?> named) {
        return List.copyOf(new TreeSet<>(named.keySet()));
    }

    private static <V> Map<String, V> java(scala.collection.immutable.Map<String, V> map) {
        return JavaConversions$.MODULE$.mapAsJavaMap(map);
    }

    private static <V> scala.collection.immutable.Map<String, V> scala(Map<String, V> map) {
        scala.collection.immutable.Map<String, V> out =
                scala.collection.immutable.Map$.MODULE$.<String, V>empty();
        for (Map.Entry<String, V> entry : map.entrySet()) {
            out = out.updated(entry.getKey(), entry.getValue());
        }
        return out;
    }
}
