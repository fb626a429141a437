package io.inferry.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Terms;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PaddingTest {
    private static BatchSettings padding(Integer... allowed) {
        var rules =
                new BatchRules(
                        BatchRules.Oversize.RUN_ALONE,
                        0,
                        BatchRules.Padding.LONGEST,
                        0,
                        BatchRules.Manner.OWN);
        return new BatchSettings(
                BatchSettings.Mode.AUTO, 8, Duration.ZERO, List.of(), List.of(allowed), rules);
    }

    @Test
    void shorterRowsAreFilledWithTheFirstElementOfTheirTensor() {
        var gate = new Gate();
        List<float[]> seen = new CopyOnWriteArrayList<>();
        TestModel.Act keeps =
                x -> {
                    seen.add(x);
                    gate.run(x);
                };
        try (var place = new Workplace(Workplace.settings(padding()), keeps)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes narrow = place.submit(Exchange.begin("test"), place.x(2, 1, 2, 3, 4));
            Outcomes wide = place.submit(Exchange.begin("test"), place.x(1, 5, 6, 7));
            gate.letThrough(2);
            assertThat(narrow.floats("sum")).containsExactly(4, 8);
            assertThat(wide.floats("sum")).containsExactly(18);
            assertThat(seen.getLast()).containsExactly(1, 2, 1, 3, 4, 1, 5, 6, 7);
        }
    }

    @Test
    void stringsAndRowsUpToAnAllowedSizeAreFilledToo() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(padding(4, 8)), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes one = words(place, 1, "a");
            Outcomes other = words(place, 2, "b", "c", "d", "e");
            gate.letThrough(2);
            assertThat(one.texts("word")).containsExactly("a");
            assertThat(other.texts("word")).containsExactly("b", "d");
            assertThat(place.model().runs()).containsExactly(4L, 4L);
        }
    }

    private static Outcomes words(Workplace place, int rows, String... words) {
        var label = StringTensor.ofTexts(Shape.of(rows, words.length / rows), words);
        Map<String, Tensor> inputs = Map.of("x", place.x(rows, new float[rows]), "label", label);
        return place.submit(TestModel.FIRSTS, Exchange.begin("test"), inputs, Terms.STANDARD);
    }

    @Test
    void rowsWithoutElementsAreFilledWithNothing() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(padding()), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes empty = place.submit(Exchange.begin("test"), place.x(2));
            Outcomes full = place.submit(Exchange.begin("test"), place.x(1, 5, 6));
            gate.letThrough(2);
            assertThat(empty.floats("sum")).containsExactly(0, 0);
            assertThat(full.floats("sum")).containsExactly(11);
        }
    }

    @Test
    void onlyDimensionsThatTheSignatureLeavesOpenAreFilled() {
        Shape open = Shape.of(-1, -1, 3);
        assertThat(PaddedRows.fit(open, Shape.of(1, 2, 3), Shape.of(4, 5, 3))).isTrue();
        assertThat(PaddedRows.fit(open, Shape.of(1, 2, 3), Shape.of(1, 2, 4))).isFalse();
        assertThat(PaddedRows.fit(open, Shape.of(1, 2), Shape.of(1, 2, 3))).isFalse();
        assertThat(PaddedRows.fit(Shape.ANY, Shape.of(1, 2), Shape.of(1, 9))).isTrue();
    }

    @Test
    void requestsOfDifferentLengthsRunApartWithoutPadding() {
        var gate = new Gate();
        try (var place = new Workplace(Workplace.settings(BatchSettings.STANDARD), gate)) {
            place.submit(Exchange.begin("test"), place.x(1, 0));
            gate.awaitRun();
            Outcomes narrow = place.submit(Exchange.begin("test"), place.x(1, 1, 2));
            Outcomes wide = place.submit(Exchange.begin("test"), place.x(1, 1, 2, 3));
            gate.letThrough(3);
            assertThat(narrow.floats("sum")).containsExactly(3);
            assertThat(wide.floats("sum")).containsExactly(6);
            assertThat(place.model().runs()).containsExactly(1L, 1L, 1L);
        }
    }
}
