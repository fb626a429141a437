package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.Share;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.core.Serving;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.control.policy.BanditSight.ArmRewards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is logged as an arm's chance is how often the server's own router chooses it. */
class PropensitiesTest {
    private static final int REQUESTS = 20_000;

    /** Beyond it by chance once in a million: chi-square with two degrees of freedom. */
    private static final double CHI_SQUARE_MAX = 27.6;

    private static final VersionChoice DROPPED = new VersionChoice.Exact(3);

    @TempDir private Path models;

    @Test
    void thompsonsWeightsAreThePropensitiesAndTheFrequencies() throws IOException {
        BanditPolicy policy = policy("{algorithm: thompson, exploration: 0.3}");
        ExperimentTraffic traffic = policy.next(sight(List.of()));

        double[] chances =
                traffic.split().shares().stream()
                        .mapToDouble(share -> share.weight() / 100)
                        .toArray();
        assertThat(Arrays.stream(chances).min().orElseThrow()).isGreaterThanOrEqualTo(0.1 - 1e-12);
        assertObserved(traffic, RequestFacts.NONE, chances);
    }

    @Test
    void linUcbsChancesAreThePropensitiesAndTheFrequencies() throws IOException {
        BanditPolicy policy =
                policy("{algorithm: linucb, exploration: 0.3, features: [{header: x-age}]}");
        RequestFacts facts = field -> Optional.of("0.4");
        Definition definition = World.definition(3, "{algorithm: thompson}");
        policy.routed(World.assignment(definition, "a", 1, 0.5), facts);
        policy.routed(World.assignment(definition, "b", 0, 0.5), facts);
        policy.rewarded("a", 1);
        policy.rewarded("b", 0);
        ExperimentTraffic traffic = policy.next(sight(List.of()));

        double[] chances = traffic.chooser().orElseThrow().probabilities(facts);
        assertThat(chances).containsExactly(new double[] {0.1, 0.8, 0.1}, within(1e-12));
        assertObserved(traffic, facts, chances);
    }

    @Test
    void droppedArmsGetNothing() {
        for (String bandit :
                List.of("{algorithm: thompson}", "{algorithm: linucb, features: [caller]}")) {
            ExperimentTraffic traffic = policy(bandit).next(sight(List.of(DROPPED)));

            assertThat(traffic.split().shares().getLast()).isEqualTo(new Share(DROPPED, 0));
            traffic.chooser()
                    .ifPresent(chooser ->
                            assertThat(chooser.probabilities(RequestFacts.NONE))
                                    .containsExactly(0.5, 0.5, 0));
        }
    }

    private static BanditPolicy policy(String bandit) {
        return new Bandits().open(World.definition(3, bandit), Optional.empty());
    }

    private static BanditSight sight(List<VersionChoice> dropped) {
        List<ArmRewards> arms = new ArrayList<>();
        for (int arm = 0; arm < 3; arm++) {
            double rate = 0.1 + 0.02 * arm;
            VersionChoice target = new VersionChoice.Exact(arm + 1);
            arms.add(new ArmRewards(target, 100, rate, rate * (1 - rate)));
        }
        return new BanditSight(arms, dropped);
    }

    private void assertObserved(ExperimentTraffic traffic, RequestFacts facts, double[] chances)
            throws IOException {
        double[] seen = new double[3];
        try (Serving serving = serving()) {
            serving.management().traffic().experiment("digits", traffic);
            for (int i = 0; i < REQUESTS; i++) {
                Exchange exchange = Exchange.begin("test").saying(facts);
                Call call = serving.inference().open(ModelRef.latest("digits"), exchange);
                call.fail(ServingException.of(ErrorCode.CANCELLED, "routed is enough"));
                Assignment assignment = exchange.assignment().orElseThrow();
                int arm = arm(traffic, assignment.target());
                assertThat(assignment.propensity()).isEqualTo(chances[arm], within(1e-12));
                seen[arm]++;
            }
        }
        double chiSquare = 0;
        for (int arm = 0; arm < 3; arm++) {
            double expected = REQUESTS * chances[arm];
            chiSquare += (seen[arm] - expected) * (seen[arm] - expected) / expected;
        }
        assertThat(chiSquare).as(Arrays.toString(seen)).isLessThan(CHI_SQUARE_MAX);
    }

    private Serving serving() throws IOException {
        for (int version = 1; version <= 3; version++) {
            Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", version);
        }
        Files.createFile(models.resolve("digits").resolve(ModelSettingsReader.FILE_NAME));
        ModelSettings standard = ModelSettings.STANDARD;
        ModelSettings allVersions =
                new ModelSettings(
                        standard.engine(),
                        new VersionSelection.All(),
                        standard.labels(),
                        standard.batching(),
                        standard.instances(),
                        standard.warmup(),
                        standard.limits(),
                        standard.engineOptions());
        return ProtocolServer.over(models).settingsReader(file -> allVersions).start();
    }

    private static int arm(ExperimentTraffic traffic, VersionChoice target) {
        return traffic.split().shares().stream().map(Share::target).toList().indexOf(target);
    }
}
