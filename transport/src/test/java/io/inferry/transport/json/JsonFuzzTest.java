package io.inferry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Damaged documents: told apart from sound ones, and never worse than an error of ours. */
final class JsonFuzzTest {
    private static final int CASES = 150_000;
    private static final String ALPHABET =
            "[]{}[]{},,::\"\"\\/0123456789..eE+-- \n\ttruefalsnNaInity\u00e9\ud83d\ude00bu";

    private final long seed = Long.getLong("inferry.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    private final CountingMemory memory = new CountingMemory();

    @Test
    void aDocumentIsAcceptedExactlyWhenTheStandardAcceptsIt() {
        int sound = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] document = damaged(document(3).getBytes(StandardCharsets.UTF_8));
            sound += isRead(document) ? 1 : 0;
            if (isRead(document) != Rfc8259.accepts(document)) {
                assertThat(isRead(document))
                        .as("%s, seed %d", new String(document, StandardCharsets.UTF_8), seed)
                        .isEqualTo(Rfc8259.accepts(document));
            }
        }
        assertThat(sound).isBetween(CASES / 4, CASES - CASES / 4);
    }

    @Test
    void damagedTensorsAreErrorsOfOursAndLoseNoMemory() {
        DataType[] types = DataType.values();
        for (int i = 0; i < CASES; i++) {
            byte[] document = damaged(list(2).getBytes(StandardCharsets.UTF_8));
            DataType dataType = types[random.nextInt(types.length)];
            try (var builder =
                    new TensorBuilder(dataType, memory, TensorRules.TENSORFLOW_SERVING)) {
                builder.append(new JsonReader(Bytes.of(document)));
                builder.value().close();
            } catch (JsonSyntaxException | TensorTypeException | TensorShapeException expected) {
                assertThat(expected).message().isNotEmpty();
            }
            try {
                var reader = new JsonReader(Bytes.of(document));
                JsonTensors.read(reader, dataType, Shape.of(3), memory).close();
            } catch (JsonSyntaxException
                    | JsonTypeException
                    | TensorTypeException
                    | TensorShapeException expected) {
                assertThat(expected).message().isNotEmpty();
            }
            assertThat(memory.usedBytes()).as("seed %d", seed).isZero();
        }
    }

    private static boolean isRead(byte[] document) {
        try {
            var reader = new JsonReader(Bytes.of(document));
            reader.skipValue();
            reader.endDocument();
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private byte[] damaged(byte[] document) {
        byte[] copy = document;
        int damages = random.nextInt(3);
        for (int i = 0; i < damages && copy.length > 0; i++) {
            int at = random.nextInt(copy.length);
            byte[] letters =
                    ALPHABET.substring(random.nextInt(ALPHABET.length()))
                            .getBytes(StandardCharsets.UTF_8);
            switch (random.nextInt(3)) {
                case 0 -> copy[at] = letters[0];
                case 1 -> copy = Arrays.copyOf(copy, at);
                default -> {
                    byte[] longer = new byte[copy.length + 1];
                    System.arraycopy(copy, 0, longer, 0, at);
                    longer[at] = letters[0];
                    System.arraycopy(copy, at, longer, at + 1, copy.length - at);
                    copy = longer;
                }
            }
        }
        return copy;
    }

    private String document(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> number();
            case 1 -> string();
            case 2 -> random.nextBoolean() ? "true" : "null";
            case 3 -> number();
            case 4 -> list(depth);
            default -> "{" + string() + ": " + document(depth - 1) + "," + string() + ":1 }";
        };
    }

    private String list(int depth) {
        var text = new StringBuilder("[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(document(depth - 1));
        }
        return text.append(random.nextInt(5) == 0 ? " ]" : "]").toString();
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(1000) - 500);
            case 1 -> Double.toString(random.nextDouble());
            case 2 -> Long.toString(random.nextLong());
            case 3 -> random.nextInt(9) + "e-" + random.nextInt(50);
            case 4 -> "NaN";
            default -> "-Infinity";
        };
    }

    private String string() {
        return switch (random.nextInt(4)) {
            case 0 -> "\"\"";
            case 1 -> "\"a\\n\\u00e9\"";
            case 2 -> "\"\u20ac long enough for the fast loop\"";
            default -> "\"\\ud83d\\ude00\"";
        };
    }
}
