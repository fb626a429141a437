package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.traffic.RequestField;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private static final Contexts TWO =
            new Contexts(List.of(RequestField.header("x-age"), RequestField.header("x-country")));

    @Test
    void aNumberStandsInItsColumnAndATextInOneOfItsGroups() {
        Context context = of(Map.of("x-age", "-1.5e1", "x-country", "jp"));

        assertThat(context.size()).isEqualTo(3);
        assertThat(context.column(0)).isZero();
        assertThat(context.value(0)).isEqualTo(1);
        assertThat(context.column(1)).isEqualTo(1);
        assertThat(context.value(1)).isEqualTo(-15);
        assertThat(context.column(2)).isGreaterThanOrEqualTo(5);
        assertThat(context.value(2)).isEqualTo(1);
    }

    @Test
    void whatIsAbsentIsMarkedAsAbsent() {
        Context context = of(Map.of());

        assertThat(context.column(1)).isEqualTo(2);
        assertThat(context.column(2)).isEqualTo(4);
        assertThat(context.value(1)).isEqualTo(1);
    }

    @Test
    void aWildNumberIsCutAndWhatOnlyLooksLikeOneIsAText() {
        assertThat(of(Map.of("x-age", "1e300")).value(1)).isEqualTo(1e6);
        assertThat(of(Map.of("x-age", "-99999999")).value(1)).isEqualTo(-1e6);
        for (String text :
                List.of("", "-", ".", "1e", "1e+", "0x10", "1d", "NaN", "Infinity", "1-2", "１")) {
            assertThat(of(Map.of("x-age", text)).column(1)).as(text).isGreaterThanOrEqualTo(5);
        }
        for (String number : List.of("0", "+1", "1.", ".5", "1E5", "0012")) {
            assertThat(of(Map.of("x-age", number)).column(1)).as(number).isEqualTo(1);
        }
    }

    @Test
    void allColumnsOfManyFeaturesAreInReach() {
        List<RequestField> fields =
                IntStream.range(0, 64).mapToObj(i -> RequestField.header("x-" + i)).toList();
        Contexts contexts = new Contexts(fields);
        Set<Integer> columns = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String text = "text" + i;
            Context context = contexts.of(field -> Optional.of(text));
            IntStream.range(0, context.size()).map(context::column).forEach(columns::add);
        }

        assertThat(contexts.width()).isEqualTo(193);
        assertThat(columns).hasSize(65).allMatch(column -> column < 193);
    }

    private static Context of(Map<String, String> request) {
        return TWO.of(field -> Optional.ofNullable(request.get(field.name())));
    }
}
