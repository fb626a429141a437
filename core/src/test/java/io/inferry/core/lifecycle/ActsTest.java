package io.inferry.core.lifecycle;

import static io.inferry.api.management.VersionState.AVAILABLE;
import static io.inferry.api.management.VersionState.FAILED;
import static io.inferry.api.management.VersionState.LOADING;
import static io.inferry.api.management.VersionState.UNLOADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators can do. */
class ActsTest {
    @TempDir Path root;

    private House house;

    @BeforeEach
    void build() {
        house = new House(root);
        house.folder.version("m", "1", "b=1");
        house.folder.version("m", "2", "b=2");
        house.settle();
    }

    private static void assertFails(ErrorCode code, String text, ThrowingCallable act) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(act)
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.text()).isEqualTo(text);
                });
    }

    @Test
    void anUnloadedModelStaysSoUntilItIsLoaded() {
        house.acts.unload("m");
        house.work();
        assertThat(house.state("m", 2)).isEqualTo(UNLOADED);
        assertThat(house.engine.liveModels()).isZero();
        assertThat(house.obstacles()).isEmpty();
        house.folder.version("m", "3", "b=3");
        house.settle();
        assertThat(house.engine.liveModels()).isZero();
        house.acts.load("m");
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(3);
    }

    @Test
    void aRollbackLoadsTheEarlierVersionFirst() {
        assertThat(house.acts.rollback("m")).isEqualTo(new ModelId("m", 1));
        assertThat(house.state("m", 1)).isEqualTo(LOADING);
        assertThat(house.answer("m", 0)).isEqualTo(2);
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.state("m", 2)).isEqualTo(UNLOADED);
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
    }

    @Test
    void aRollbackToAVersionThatFailsChangesNothingForCallers() {
        house.folder.version("m", "1", "load=fail");
        house.settle();
        house.acts.rollback("m");
        house.work();
        assertThat(house.state("m", 1)).isEqualTo(FAILED);
        assertThat(house.answer("m", 0)).isEqualTo(2);
    }

    @Test
    void askingTwiceForARollbackBeforeItIsDoneIsAskingOnce() {
        house.acts.rollback("m");
        house.folder.version("m", "0", "b=0");
        assertThat(house.acts.rollback("m")).isEqualTo(new ModelId("m", 1));
    }

    @Test
    void rollbacksFollowOneAnother() {
        house.folder.version("m", "3", "b=3");
        house.settle();
        house.acts.rollback("m");
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        house.acts.rollback("m");
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertFails(
                ErrorCode.FAILED_PRECONDITION,
                "model m has no version before 1",
                () -> house.acts.rollback("m"));
    }

    @Test
    void aNewerVersionGoesLiveAfterARollback() {
        house.acts.rollback("m");
        house.work();
        house.folder.version("m", "3", "b=3");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(3);
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
    }

    @Test
    void loadingEndsARollback() {
        house.acts.rollback("m");
        house.work();
        house.acts.load("m");
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(2);
    }

    @Test
    void aFailedVersionIsTriedAgainWhenAsked() {
        house.folder.version("m", "3", "load=fail");
        house.settle();
        int before = house.history("m", 3).size();
        house.acts.retry(new ModelId("m", 3));
        house.work();
        assertThat(house.history("m", 3)).hasSizeGreaterThan(before);
        assertFails(
                ErrorCode.FAILED_PRECONDITION,
                "m/2 has not failed, it is AVAILABLE",
                () -> house.acts.retry(new ModelId("m", 2)));
        assertFails(
                ErrorCode.NOT_FOUND,
                "model version m/9 is not known",
                () -> house.acts.retry(new ModelId("m", 9)));
    }

    @Test
    void aLabelPointsToAnAvailableVersionAtOnce() {
        house.acts.setLabel(new ModelId("m", 2), "stable");
        assertThat(house.answer(ModelRef.label("m", "stable"), 0)).isEqualTo(2);
        assertThat(house.model("m").labels()).containsEntry("stable", 2L);
        house.acts.removeLabel("m", "stable");
        assertFails(
                ErrorCode.INVALID_ARGUMENT,
                "Unrecognized servable version label: stable",
                () -> house.answer(ModelRef.label("m", "stable"), 0));
        assertFails(
                ErrorCode.NOT_FOUND,
                "model m has no label stable",
                () -> house.acts.removeLabel("m", "stable"));
    }

    @Test
    void aLabelCannotPointToAVersionThatIsNotAvailable() {
        house.folder.version("m", "3", "load=fail");
        house.settle();
        assertFails(
                ErrorCode.FAILED_PRECONDITION,
                "label stable cannot point to m/3: it is FAILED, not AVAILABLE",
                () -> house.acts.setLabel(new ModelId("m", 3), "stable"));
    }

    @Test
    void aLabelOfTheSettingsWaitsForItsVersion() {
        house.folder.version("n", "1", "b=1");
        house.folder.file("n/model.yaml", "label:stable=1");
        house.look();
        house.clock.advance(Duration.ofSeconds(1));
        house.look();
        assertThat(house.state("n", 1)).isEqualTo(LOADING);
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> house.answer(ModelRef.label("n", "stable"), 0))
                .withMessageStartingWith(
                        "label stable of model n points to version 1, which is LOADING");
        assertThat(house.model("n").notes()).containsExactly("label stable waits for version 1");
        house.work();
        assertThat(house.state("n", 1)).isEqualTo(AVAILABLE);
        assertThat(house.answer(ModelRef.label("n", "stable"), 0)).isEqualTo(1);
    }

    @Test
    void unknownModelsAreNotFound() {
        assertFails(ErrorCode.NOT_FOUND, "model x is not known", () -> house.acts.unload("x"));
        assertFails(ErrorCode.NOT_FOUND, "model x is not known", () -> house.acts.load("x"));
        assertFails(ErrorCode.NOT_FOUND, "model x is not known", () -> house.acts.rollback("x"));
    }

    @Test
    void aRemovedModelCannotBeLoaded() {
        house.folder.version("other", "1", "b=1");
        house.folder.delete("m");
        house.settle();
        assertFails(
                ErrorCode.NOT_FOUND, "the repository has no model m", () -> house.acts.load("m"));
    }
}
