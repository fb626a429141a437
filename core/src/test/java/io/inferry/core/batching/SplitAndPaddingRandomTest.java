package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** However requests are cut, joined and padded, each gets the answer that it gets alone. */
class SplitAndPaddingRandomTest {
    private static final int REQUESTS = 200;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private record Asked(float[] x, List<String> words, Outcomes outcome) {}

    private BatchSettings settings() {
        int pieceRows = 1 + random.nextInt(5);
        var rules =
                new BatchRules(
                        BatchRules.Oversize.SPLIT,
                        pieceRows,
                        random.nextBoolean() ? BatchRules.Padding.LONGEST : BatchRules.Padding.OFF,
                        0,
                        BatchRules.Manner.TENSORFLOW_SERVING);
        List<Integer> allowed = random.nextBoolean() ? List.of() : List.of(pieceRows);
        return new BatchSettings(
                BatchSettings.Mode.AUTO, 20, Duration.ZERO, List.of(), allowed, rules);
    }

    @RepeatedTest(20)
    void everyRequestIsAnsweredAsIfItWereAlone() {
        assertThatCode(this::askAll).as("seed %d", seed).doesNotThrowAnyException();
    }

    private void askAll() {
        var limits = new LimitSettings(1 << 20, 1 << 30, Duration.ZERO);
        int instances = 1 + random.nextInt(3);
        try (var place = new Workplace(Workplace.settings(settings(), limits, instances))) {
            List<Asked> asked = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                asked.add(ask(place));
            }
            for (Asked one : asked) {
                List<String> words = one.outcome().texts("word");
                assertThat(words).isEqualTo(one.words());
                assertThat(one.outcome().floats("first")).isEqualTo(one.x());
            }
        }
    }

    private Asked ask(Workplace place) {
        int rows = 1 + random.nextInt(20);
        int width = 1 + random.nextInt(4);
        int texts = 1 + random.nextInt(3);
        float[] values = new float[rows * width];
        float[] firsts = new float[rows];
        String[] labels = new String[rows * texts];
        List<String> words = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                values[row * width + i] = random.nextFloat();
            }
            for (int i = 0; i < texts; i++) {
                labels[row * texts + i] = Integer.toString(random.nextInt());
            }
            firsts[row] = values[row * width];
            words.add(labels[row * texts]);
        }
        Map<String, Tensor> inputs =
                Map.of(
                        "x",
                        place.x(rows, values),
                        "label",
                        StringTensor.ofTexts(Shape.of(rows, texts), labels));
        Outcomes outcome =
                place.submit(TestModel.FIRSTS, Exchange.begin("test"), inputs, Terms.STANDARD);
        return new Asked(firsts, words, outcome);
    }
}
