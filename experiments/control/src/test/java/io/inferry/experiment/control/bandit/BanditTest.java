package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditAlgorithms;
import io.inferry.experiment.control.policy.BanditPolicy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BanditTest {
    private static final String LINUCB =
            "{algorithm: linucb, features: [{header: x-country}, {header: x-age}]}";

    private final World learnt = new World(Natures.TASTES, LINUCB, 11).run(4_000);

    @Test
    void whatWasLearntOutlivesARestart() {
        byte[] saved = learnt.policy().save();
        BanditPolicy resumed = open(Optional.of(saved));
        RequestFacts facts =
                field -> Optional.ofNullable(Map.of("x-country", "jp").get(field.name()));

        assertThat(resumed.save()).isEqualTo(saved);
        assertThat(chances(resumed, facts)).isEqualTo(chances(learnt.policy(), facts));
        assertThat(chances(resumed, facts)[2]).isGreaterThan(0.9);
    }

    @Test
    void aStateThatDoesNotFitIsLeftAside() {
        byte[] saved = learnt.policy().save();
        byte[] newer = saved.clone();
        newer[0]++;
        byte[] other = saved.clone();
        other[1] = 1;
        byte[] impossible = saved.clone();
        Arrays.fill(impossible, 2, impossible.length, (byte) 0xff);
        byte[] none = open(Optional.empty()).save();

        for (byte[] bad :
                new byte[][] {
                    newer, other, impossible, new byte[0], Arrays.copyOf(saved, saved.length - 1)
                }) {
            assertThat(open(Optional.of(bad)).save()).isEqualTo(none);
        }
    }

    @Test
    void choicesOfOthersAndAnswersOfAnotherArmTeachNothing() {
        BanditPolicy policy = open(Optional.empty());
        byte[] none = policy.save();
        Definition definition = learnt.definition();
        Assignment own = World.assignment(definition, "a", 1, 0.5);
        policy.routed(with(own, Assignment.Cause.RULE, "which", false), RequestFacts.NONE);
        policy.routed(with(own, Assignment.Cause.EXPERIMENT, "other", false), RequestFacts.NONE);
        policy.routed(with(own, Assignment.Cause.EXPERIMENT, "which", true), RequestFacts.NONE);
        policy.routed(
                new Assignment("a", own.cause(), own.rule(), VersionChoice.LATEST, 0.5, false),
                RequestFacts.NONE);
        policy.rewarded("a", 1);
        policy.rewarded("never seen", 1);
        assertThat(policy.save()).isEqualTo(none);

        policy.routed(own, RequestFacts.NONE);
        policy.rewarded("a", Double.NaN);
        policy.rewarded("a", Double.POSITIVE_INFINITY);
        policy.rewarded("a", 1e300);
        assertThat(policy.save()).isEqualTo(none);
        policy.rewarded("a", 1);
        assertThat(policy.save()).isNotEqualTo(none);
    }

    @Test
    void aFloodFromManyThreadsBetweenTwoUpdatesIsLearntFromAndHoldsNobodyUp() throws Exception {
        BanditPolicy policy = open(Optional.empty());
        int threads = 4;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            String prefix = "t" + thread + "-";
            Thread.ofPlatform()
                    .start(() -> {
                        for (int i = 0; i < each; i++) {
                            policy.routed(
                                    World.assignment(learnt.definition(), prefix + i, i % 3, 0.3),
                                    RequestFacts.NONE);
                            policy.rewarded(prefix + i, 1);
                        }
                        done.countDown();
                    });
        }
        done.await();

        assertThat(policy.policies().getFirst().samples()).isEqualTo(20_000);
    }

    @Test
    void banditsAreFoundAsAService() {
        assertThat(ServiceLoader.load(BanditAlgorithms.class).findFirst())
                .get()
                .isInstanceOf(Bandits.class);
    }

    private BanditPolicy open(Optional<byte[]> saved) {
        return new Bandits().open(learnt.definition(), saved);
    }

    private double[] chances(BanditPolicy policy, RequestFacts facts) {
        return policy.next(learnt.sight()).chooser().orElseThrow().probabilities(facts);
    }

    private static Assignment with(
            Assignment one, Assignment.Cause cause, String experiment, boolean diverted) {
        return new Assignment(
                one.id(), cause, experiment, one.target(), one.propensity(), diverted);
    }
}
