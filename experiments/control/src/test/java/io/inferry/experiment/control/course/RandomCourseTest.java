package io.inferry.experiment.control.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.course.Finding.Role;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import io.inferry.experiment.control.definition.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever happens. */
class RandomCourseTest {
    private static final int RUNS = 100;
    private static final int LOOKS = 120;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: x, model: m, kind: canary, control: 1, arms: [{target: 2}],"
                        + " steps: [1, 5, 25, 50, 100], bake: 20s, minimum: {samples: 5, duration: 5s},"
                        + " goals: [{metric: feedback.accuracy}],"
                        + " guardrails: [{metric: success_rate, margin: 0.01}],"
                        + " maximum: {duration: 1h, then: promote}}",
                "{name: x, model: m, kind: ab, control: 1, arms: [{target: 2, weight: 20},"
                        + " {target: 3, weight: 30.5}], minimum: {samples: 5, duration: 5s},"
                        + " goals: [{metric: feedback.accuracy}],"
                        + " guardrails: [{metric: success_rate, margin: 0.01}],"
                        + " maximum: {duration: 1h, then: rollback}}",
                "{name: x, model: m, kind: shadow, control: 1, arms: [{target: 2}],"
                        + " guardrails: [{metric: agreement, at_least: 0.9}]}",
            })
    void everyRunKeepsThePromises(String text) {
        Definition definition = DefinitionReader.read(text, "it");
        for (long seed = 1; seed <= RUNS; seed++) {
            run(definition, seed);
        }
    }

    private static void run(Definition definition, long seed) {
        Random random = new Random(seed);
        Course course = new Course(definition);
        Standing standing = Standing.begin();
        for (int look = 0; look < LOOKS; look++) {
            Sight sight = sight(definition, random);
            Turn turn = course.look(standing, sight);
            String story = "seed %d look %d: %s, %s".formatted(seed, look, sight, turn);
            check(definition, standing, turn, story);
            if (!sight.storeTrouble().isEmpty()) {
                assertThat(turn.givesMore()).as(story).isFalse();
            }
            standing = turn.next();
        }
    }

    private static void check(Definition definition, Standing before, Turn turn, String story) {
        TrafficSplit was = Weights.of(definition, before);
        TrafficSplit is = Weights.of(definition, turn.next());
        double sum = is.shares().stream().mapToDouble(Share::weight).sum();
        assertThat(Math.abs(sum - 100)).as(story).isLessThan(1e-9);
        if (!was.equals(is)) {
            assertThat(turn.decisions()).as(story).isNotEmpty();
        }
        if (before.phase().isOver()) {
            assertThat(turn.next()).as(story).isEqualTo(before);
        }
        for (Share share : is.shares().subList(1, is.shares().size())) {
            if (turn.next().phase() == Phase.ROLLED_BACK) {
                assertThat(share.weight()).as(story).isZero();
            }
            if (definition.kind() == Kind.CANARY && !turn.next().phase().isOver()) {
                assertThat(share.weight())
                        .as(story)
                        .isLessThanOrEqualTo(definition.canary().steps().get(turn.next().step()));
                assertThat(turn.next().step()).as(story).isLessThanOrEqualTo(before.step() + 1);
            }
            if (definition.kind() == Kind.SHADOW) {
                assertThat(share.weight()).as(story).isZero();
            }
        }
        Standing stood = before;
        for (Decision each : turn.decisions()) {
            assertThat(each.before()).as(story).isEqualTo(stood.text());
            assertThat(each.sentence()).as(story).isNotBlank();
            stood = turn.decisions().getLast().equals(each) ? turn.next() : stood;
        }
    }

    private static Sight sight(Definition definition, Random random) {
        Map<VersionChoice, String> gone = new HashMap<>();
        Map<VersionChoice, Long> samples = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (VersionChoice arm : definition.arms()) {
            samples.put(arm, (long) random.nextInt(20));
            if (random.nextInt(100) == 0) {
                gone.put(arm, "is gone");
            }
        }
        for (Candidate each : definition.candidates()) {
            findings.add(Crank.finding(each.target(), Role.GUARDRAIL, verdict(random, 150)));
            findings.add(Crank.finding(each.target(), Role.GOAL, verdict(random, 60)));
        }
        return new Sight(
                Duration.ofSeconds(random.nextInt(15) - 2),
                gone,
                samples,
                findings,
                random.nextInt(30) == 0 ? Optional.of("out of proportion") : Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(definition.candidates().getLast().target())
                        : Optional.empty(),
                random.nextInt(10) == 0 ? Optional.of("full") : Optional.empty());
    }

    private static Verdict verdict(Random random, int onceIn) {
        if (random.nextInt(onceIn) == 0) {
            return Verdict.BAD;
        }
        return List.of(Verdict.GOOD, Verdict.GOOD, Verdict.GOOD, Verdict.OPEN, Verdict.DOUBT)
                .get(random.nextInt(5));
    }
}
