package io.inferry.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.settings.ExperimentSettings;
import io.inferry.contracts.PostgreSql;
import io.inferry.contracts.Waiting;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share one experiment through a real PostgreSQL. */
@Timeout(180)
class SharedExperimentsTest {
    private static final String CANARY =
            """
            {name: shared, model: m, kind: canary, control: 1, arms: [{target: 2}],
             steps: [20, 50, 100], bake: 3s, goals: [{metric: feedback.absolute_error}],
             guardrails: [{metric: success_rate, margin: 0.01}],
             minimum: {samples: 100, duration: 2s}}
            """;

    @TempDir Path folder;

    private final Random random = new Random(11);
    private PostgreSql database;
    private Lab one;
    private Lab two;

    @BeforeEach
    void bothStart() {
        database = PostgreSql.startedOrSkip();
    }

    private void serve(float second) {
        Graphs.good(1).writeVersion(folder, Lab.MODEL, 1);
        Graphs.good(second).writeVersion(folder, Lab.MODEL, 2);
        one = lab("one");
        two = lab("two");
    }

    @AfterEach
    void bothStop() {
        if (one != null) {
            one.close();
        }
        if (two != null) {
            two.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private Lab lab(String replica) {
        ExperimentSettings.Database at =
                new ExperimentSettings.Database(
                        database.url(), database.user(), database.password());
        return Lab.of(folder, at, replica);
    }

    /** Requests at one server; their feedback reaches the other. */
    private void second(Lab asked, Lab told) {
        for (int i = 0; i < 60; i++) {
            float x = random.nextFloat() * 10;
            Lab.Got got = asked.ask(x);
            told.right(got, 0.5 * x + random.nextGaussian() * 0.3);
        }
    }

    private void both() {
        second(one, two);
        second(two, one);
        one.second();
        two.second();
    }

    @Test
    void evidenceOfBothDecidesAndBothFollow() {
        serve(0.2f);
        one.experiments().start(CANARY).join();
        one.second();
        two.second();
        assertThat(two.standing("shared")).isEqualTo("RUNNING [80.0, 20.0]");
        for (int i = 0; i < 60 && !two.standing("shared").startsWith("PROMOTED"); i++) {
            both();
        }
        assertThat(one.standing("shared"))
                .as(one.experiments().one("shared").reason())
                .isEqualTo("PROMOTED [0.0, 100.0]");
        assertThat(two.standing("shared")).isEqualTo("PROMOTED [0.0, 100.0]");
        assertThat(two.ask(1).arm()).isEqualTo("version 2");
        assertThat(two.experiments().decisions("shared"))
                .isEqualTo(one.experiments().decisions("shared"));
        assertThat(one.experiments().one("shared").arms().getFirst().requests())
                .as("requests of both servers")
                .isEqualTo(two.experiments().one("shared").arms().getFirst().requests());
    }

    @Test
    void operatorActsOnAnyServerAndTheDecisionStands() {
        serve(0.5f);
        one.experiments().start(CANARY).join();
        both();
        two.experiments().rollback("shared", "users complain").join();
        both();
        assertThat(one.standing("shared")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
        assertThat(one.experiments().one("shared").reason()).isEqualTo("users complain");
        two.experiments().delete("shared").join();
        both();
        assertThat(one.experiments().all()).isEmpty();
        assertThat(one.ask(1).arm()).isEmpty();
    }

    @Test
    void serverThatStartsWithoutItsDatabaseAnswersAndGoesOnWhenItIsBack() {
        serve(0.5f);
        one.experiments().start(CANARY).join();
        both();
        two.close();
        database.stop();
        two = lab("two");
        two.second();
        assertThat(two.ask(1).answer()).isPresent();
        assertThat(two.experiments().all()).isEmpty();
        database.start();
        Waiting.STANDARD.until(
                "the experiment again",
                () -> {
                    two.second();
                    return !two.experiments().all().isEmpty();
                });
        assertThat(two.standing("shared")).startsWith("RUNNING");
        assertThat(two.ask(1).arm()).isNotEmpty();
    }

    @Test
    void databaseThatIsAwayHoldsAndTrafficGoesOn() {
        serve(0.5f);
        one.experiments().start(CANARY).join();
        both();
        database.stop();
        both();
        assertThat(one.standing("shared")).isEqualTo("HOLDING [80.0, 20.0]");
        assertThat(one.ask(1).answer()).isPresent();
        database.start();
        for (int i = 0; i < 30 && one.standing("shared").startsWith("HOLDING"); i++) {
            both();
        }
        assertThat(one.standing("shared")).startsWith("RUNNING");
    }
}
