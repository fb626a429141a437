package io.inferry.engine.trees.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.forest.ModelFileException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a UBJSON document into {@link Fields}. Every announced length is held against what is left
 * of the file before memory is taken for it. Format: ubjson.org, draft 12.
 */
public final class UbjDocument {
    private static final int NO_TYPE = 0;

    private final ByteBuffer bytes;
    private final Digest digest;
    private int depth;

    private UbjDocument(byte[] bytes, Digest digest) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.digest = digest;
    }

    /**
     * Reads a whole document.
     *
     * @throws ModelFileException when it is not whole, or no object
     */
    public static Fields read(byte[] bytes, Digest digest) {
        UbjDocument document = new UbjDocument(bytes, digest);
        if (document.marker() != '{') {
            throw ModelFileException.broken("it is no UBJSON object");
        }
        Map<String, Object> root = document.object();
        if (document.bytes.hasRemaining()) {
            throw ModelFileException.broken("something follows its UBJSON object");
        }
        return new Fields("model", root);
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> object = new HashMap<>();
        int type = type();
        int count = count();
        for (int i = 0; count < 0 ? peek() != '}' : i < count; i++) {
            String name = string();
            Object value = value(type == NO_TYPE ? marker() : type, name);
            if (!digest.isSkipped(name)) {
                object.put(name, value);
            }
        }
        if (count < 0) {
            marker();
        }
        depth--;
        return object;
    }

    private Object array(String name) {
        enter();
        int type = type();
        int count = count();
        Elements elements = new Elements();
        for (int i = 0; count < 0 ? peek() != ']' : i < count; i++) {
            int marker = type == NO_TYPE ? marker() : type;
            if (marker == '{') {
                elements.add(digest.digest(name, object()));
            } else {
                elements.add(value(marker, name));
            }
        }
        if (count < 0) {
            marker();
        }
        depth--;
        return elements.value();
    }

    private Object value(int marker, String name) {
        return switch (marker) {
            case '{' -> digest.digest(name, object());
            case '[' -> array(name);
            case 'S', 'H' -> string();
            case 'C' -> String.valueOf((char) need(1).get());
            case 'Z', 'N' -> "";
            default -> number(marker);
        };
    }

    private double number(int marker) {
        return switch (marker) {
            case 'd' -> need(Float.BYTES).getFloat();
            case 'D' -> need(Double.BYTES).getDouble();
            case 'T' -> 1;
            case 'F' -> 0;
            default -> whole(marker);
        };
    }

    private long whole(int marker) {
        return switch (marker) {
            case 'i' -> need(1).get();
            case 'U' -> need(1).get() & 0xFF;
            case 'I' -> need(Short.BYTES).getShort();
            case 'l' -> need(Integer.BYTES).getInt();
            case 'L' -> need(Long.BYTES).getLong();
            default ->
                    throw ModelFileException.broken(
                            "it has the UBJSON type %d at byte %d"
                                    .formatted(marker, bytes.position()));
        };
    }

    private String string() {
        long length = whole(marker());
        if (length < 0 || length > bytes.remaining()) {
            throw truncated(length);
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    /** The type that all elements have, where one is given. */
    private int type() {
        if (peek() != '$') {
            return NO_TYPE;
        }
        marker();
        int type = marker();
        if (peek() != '#' || "ZNTF".indexOf(type) >= 0) {
            // Elements without bytes would make a small file large.
            throw ModelFileException.broken("a UBJSON container is typed without a count or bytes");
        }
        return type;
    }

    /** The number of elements, where one is given; else -1. */
    private int count() {
        if (peek() != '#') {
            return -1;
        }
        marker();
        long count = whole(marker());
        // Every element takes a byte or more.
        if (count < 0 || count > bytes.remaining()) {
            throw truncated(count);
        }
        return (int) count;
    }

    private void enter() {
        if (++depth > digest.depthMax()) {
            throw ModelFileException.broken(
                    "it is nested more than %d levels deep".formatted(digest.depthMax()));
        }
    }

    private int peek() {
        return need(1).get(bytes.position());
    }

    private int marker() {
        return need(1).get();
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw truncated(count);
        }
        return bytes;
    }

    private ModelFileException truncated(long wanted) {
        return ModelFileException.broken(
                "it ends at byte %d: %d more are announced at byte %d"
                        .formatted(bytes.limit(), wanted, bytes.position()));
    }
}
