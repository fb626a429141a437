package io.inferry.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.Holdout;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTextTest {
    private static final List<String> TEXTS =
            List.of("", "true", "12", "a b", "ünï", "\"'\\/\t\n", "{x}", "😀", "null", "~");
    private static final List<String> HEADERS = List.of("x-a", "x-b", "authorization");
    private static final List<Source> SOURCES = List.of(Source.values());

    private final Random random = new Random();

    @Test
    void anyPlanReadsBackEqual() {
        long seed = random.nextLong();
        random.setSeed(seed);
        var reader = new YamlTrafficReader();
        int plans = 0;
        while (plans < 500) {
            Optional<TrafficPlan> plan = plan();
            if (plan.isPresent()) {
                plans++;
                String written = reader.write(plan.get());
                assertThat(reader.read(written, "plan"))
                        .as("seed %d: %s", seed, written)
                        .isEqualTo(plan.get());
            }
        }
    }

    @Test
    void whatStandsTogetherIsWrittenTogether() {
        var reader = new YamlTrafficReader();
        String text =
                "{\"rules\":[{\"name\":\"a\",\"match\":[{\"headers\":{\"x-a\":\"1\",\"x-b\":"
                        + "{\"prefix\":\"2\"}},\"caller\":{\"present\":true}}],\"route\":"
                        + "[{\"version\":2,\"weight\":100}]}],\"route\":[{\"version\":1,\"weight\":"
                        + "99.5},{\"label\":\"b\",\"weight\":0.5}],\"sticky\":\"caller\"}";

        assertThat(reader.write(reader.read(text, "plan"))).isEqualTo(text);
    }

    /** Empty where chance made rules that hide each other. */
    private Optional<TrafficPlan> plan() {
        var rules = several(3, this::rule);
        var holdout = maybe(() -> new Holdout(0.5 + random.nextInt(99), target()));
        var sticky = holdout.isPresent() ? Optional.of(field()) : maybe(this::field);
        var split = maybe(this::split);
        var shadows =
                several(
                        2,
                        () ->
                                new Shadow(
                                        target(),
                                        1 + random.nextDouble() * 99,
                                        1 + random.nextInt(9)));
        try {
            return Optional.of(new TrafficPlan(rules, holdout, split, sticky, shadows));
        } catch (IllegalArgumentException hidden) {
            return Optional.empty();
        }
    }

    private TrafficRule rule() {
        List<List<Condition>> any =
                Stream.generate(() -> conditions()).limit(1 + random.nextInt(2)).toList();
        return new TrafficRule("r" + random.nextInt(), any, split());
    }

    private List<Condition> conditions() {
        return Stream.generate(() -> new Condition(field(), match()))
                .limit(1 + random.nextInt(4))
                .toList();
    }

    private RequestField field() {
        Source source = one(SOURCES);
        return switch (source) {
            case HEADER -> RequestField.header(one(HEADERS));
            case CALLER -> new RequestField(source, "");
            case QUERY, PARAMETER, INPUT -> new RequestField(source, "n" + one(TEXTS));
        };
    }

    private TextMatch match() {
        return switch (random.nextInt(5)) {
            case 0 -> new TextMatch.Exact(one(TEXTS));
            case 1 -> new TextMatch.Prefix(one(TEXTS));
            case 2 -> new TextMatch.Regex("[" + random.nextInt(9) + "x]+\\d");
            case 3 -> new TextMatch.OneOf(Set.copyOf(List.of(one(TEXTS), one(TEXTS) + "2")));
            default -> new TextMatch.Present();
        };
    }

    private TrafficSplit split() {
        if (random.nextBoolean()) {
            return new TrafficSplit(List.of(Share.all(target())));
        }
        double first = random.nextDouble() * 100;
        return new TrafficSplit(
                List.of(
                        new Share(new VersionChoice.Exact(random.nextLong(1L << 62)), first),
                        new Share(new VersionChoice.Label("b" + one(TEXTS)), 100 - first)));
    }

    private VersionChoice target() {
        return switch (random.nextInt(3)) {
            case 0 -> VersionChoice.LATEST;
            case 1 -> new VersionChoice.Exact(random.nextInt(5));
            default -> new VersionChoice.Label("l" + one(TEXTS));
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> Optional<T> maybe(Supplier<T> made) {
        return random.nextBoolean() ? Optional.of(made.get()) : Optional.empty();
    }

    private <T> List<T> several(int most, Supplier<T> made) {
        var all = new ArrayList<T>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(made.get());
        }
        return all;
    }
}
