package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.experiment.evidence.feedback.AnswerTable.Owner;
import io.inferry.experiment.evidence.feedback.SlotMemory.Field;
import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
    /** What an answer was added with. */
    private record Entry(Owner owner, Prediction prediction, double value, double reward) {}

    @Test
    void anyOrderOfComingAndGoingFindsWhatIsHeldAndNothingElse() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int run = 0; run < 30; run++) {
            once(new SplittableRandom(seed + run));
        }
    }

    private static void once(SplittableRandom random) {
        int slotsMax = random.nextInt(1, 3000);
        int stepBits = random.nextBoolean() ? 0 : 4;
        AnswerTable table = new AnswerTable(slotsMax, stepBits);
        Map<RequestName, Entry> held = new LinkedHashMap<>();
        long count = 1;
        for (int i = 0; i < 6000; i++) {
            count += (long) random.nextInt(1, random.nextInt(2, 100)) << stepBits;
            RequestName name = new RequestName(random.nextInt(10) == 0 ? 7 : -8, count);
            if (table.isFull() || (table.held() > 0 && random.nextInt(5) == 0)) {
                table.dropOldest();
                held.remove(held.keySet().iterator().next());
            }
            Entry entry = drawn(random);
            held.put(name, entry);
            fill(table, table.add(name, entry.owner(), i), entry);
        }
        assertThat(table.held()).isEqualTo(held.size());
        held.forEach((name, entry) -> check(table, table.find(name), entry));
        for (int i = 0; i < 1000; i++) {
            RequestName name = new RequestName(-8, random.nextLong(count));
            assertThat(table.find(name) >= 0).isEqualTo(held.containsKey(name));
        }
    }

    private static Entry drawn(SplittableRandom random) {
        float p = (float) random.nextDouble();
        Prediction prediction =
                switch (random.nextInt(4)) {
                    case 0 -> Prediction.NONE;
                    case 1 -> new Prediction.Value(random.nextDouble());
                    case 2 -> new Prediction.Classed(random.nextInt(9), "", Probabilities.NONE);
                    default ->
                            new Prediction.Classed(
                                    random.nextInt(9), "", Probabilities.of(p / 2, 1 - p, p / 2));
                };
        return new Entry(
                new Owner(random.nextInt(1 << 30), random.nextInt(-1, 64)),
                prediction,
                random.nextInt(3) == 0 ? random.nextDouble() : Double.NaN,
                random.nextDouble());
    }

    private static void fill(AnswerTable table, int slot, Entry entry) {
        assertThat(table.isAnswered(slot)).isFalse();
        table.setPrediction(slot, entry.prediction());
        table.setNumber(slot, Field.REWARD, entry.reward());
        table.addKey(slot, Double.doubleToLongBits(entry.reward()));
        if (!Double.isNaN(entry.value())) {
            table.setValue(slot, 3, entry.value());
        }
    }

    private static void check(AnswerTable table, int slot, Entry entry) {
        assertThat(table.owner(slot)).isEqualTo(entry.owner());
        assertThat(table.isAnswered(slot)).isTrue();
        assertThat(table.prediction(slot)).isEqualTo(entry.prediction());
        assertThat(table.number(slot, Field.REWARD)).isEqualTo(entry.reward());
        assertThat(table.number(slot, Field.LABEL)).isNaN();
        assertThat(Double.compare(table.value(slot, 3), entry.value())).isZero();
        assertThat(table.hasKey(slot, Double.doubleToLongBits(entry.reward()))).isTrue();
        assertThat(table.hasKey(slot, 12345)).isFalse();
    }
}
