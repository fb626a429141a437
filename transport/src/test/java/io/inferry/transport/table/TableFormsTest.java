package io.inferry.transport.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.CountingMemory;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One table is the same in whatever form it comes; a damaged one is refused and leaves nothing. */
final class TableFormsTest {
    private static final int CASES = 3_000;
    private static final int DAMAGED_CASES = 16_000;
    private static final byte[] LETTERS =
            "[]{}[]{},,::\"\"\\/0123456789..eE+-- \n\rtruefalsnNaIn\u00e9"
                    .getBytes(StandardCharsets.UTF_8);

    private final long seed = Long.getLong("inferry.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final CountingMemory memory = new CountingMemory();

    @Test
    void aTableIsTheSameInEveryForm() {
        for (int i = 0; i < CASES; i++) {
            RandomTable table = new RandomTable(random.nextLong());
            var reader = new TableReader(table.signature(), memory);
            String records = table.records();
            String split = table.split();
            String columns = table.columns();
            String csv = table.csv();

            read("records", records, table, reader.records(json(records)));
            read("split", split, table, reader.split(json(split)));
            read("columns", columns, table, reader.columns(json(columns)));
            read("CSV", csv, table, reader.csv(Bytes.utf8(csv), CsvHead.NAMES));
        }
        assertThat(memory.usedBytes()).isZero();
    }

    private void read(String form, String document, RandomTable table, Map<String, Tensor> found) {
        assertThat(Passengers.shown(found))
                .as("%s, seed %d: %s", form, seed, document)
                .isEqualTo(table.shown());
    }

    @Test
    void damagedTablesAreMistakesOfTheCallerAndLoseNoMemory() {
        int refused = 0;
        for (int i = 0; i < DAMAGED_CASES; i++) {
            RandomTable table = new RandomTable(random.nextLong());
            var reader = new TableReader(table.signature(), memory);
            List<Function<Bytes, Map<String, Tensor>>> forms =
                    List.of(
                            bytes -> reader.records(new JsonReader(bytes)),
                            bytes -> reader.split(new JsonReader(bytes)),
                            bytes -> reader.columns(new JsonReader(bytes)),
                            bytes -> reader.csv(bytes, CsvHead.NAMES));
            int form = i % forms.size();
            String document =
                    switch (form) {
                        case 0 -> table.records();
                        case 1 -> table.split();
                        case 2 -> table.columns();
                        default -> table.csv();
                    };
            byte[] damaged = damaged(document.getBytes(StandardCharsets.UTF_8));
            try {
                forms.get(form).apply(Bytes.of(damaged)).values().forEach(Tensor::close);
            } catch (JsonSyntaxException | ServingException expected) {
                refused++;
                assertThat(expected.getMessage()).isNotEmpty().hasSizeLessThan(2_000);
            }
            assertThat(memory.usedBytes()).as("seed %d", seed).isZero();
        }
        assertThat(refused).isBetween(DAMAGED_CASES / 4, DAMAGED_CASES);
    }

    private byte[] damaged(byte[] document) {
        int at = random.nextInt(document.length);
        byte letter = LETTERS[random.nextInt(LETTERS.length)];
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(document, at);
            case 1 -> {
                document[at] = letter;
                yield document;
            }
            default -> {
                byte[] longer = Arrays.copyOf(document, document.length + 1);
                System.arraycopy(document, at, longer, at + 1, document.length - at);
                longer[at] = letter;
                yield longer;
            }
        };
    }

    private static JsonReader json(String text) {
        return Passengers.json(text);
    }
}
