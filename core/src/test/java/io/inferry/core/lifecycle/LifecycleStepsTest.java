package io.inferry.core.lifecycle;

import static io.inferry.api.management.VersionState.AVAILABLE;
import static io.inferry.api.management.VersionState.DRAINING;
import static io.inferry.api.management.VersionState.FAILED;
import static io.inferry.api.management.VersionState.LOADING;
import static io.inferry.api.management.VersionState.UNLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.management.StateChange;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelRef;
import io.inferry.core.catalog.Servable;
import io.inferry.core.lifecycle.LifecycleSettings.HistoryBounds;
import io.inferry.core.lifecycle.LifecycleSettings.Preserve;
import io.inferry.core.lifecycle.LifecycleSettings.ReadinessRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleStepsTest {
    @TempDir Path root;

    private House house() {
        return new House(root);
    }

    private House house(Preserve preserve) {
        LifecycleSettings all = LifecycleSettings.standard();
        return new House(
                root,
                new LifecycleSettings(
                        2,
                        all.retry(),
                        all.drainMax(),
                        all.startWaitMax(),
                        new HistoryBounds(5, 2, 1),
                        preserve,
                        all.readiness()));
    }

    @Test
    void aFailedLoadIsTriedAgainWithGrowingDelay() {
        House house = house();
        house.folder.version("m", "1", "load=fail");
        house.settle();
        VersionStatus failed = house.version("m", 1);
        assertThat(failed.state()).isEqualTo(FAILED);
        assertThat(failed.failure()).hasValue(ErrorCode.INVALID_MODEL);
        assertThat(failed.reason()).endsWith("says that it fails (next try in 1 s)");
        house.pass(Duration.ofMillis(999));
        assertThat(house.history("m", 1)).containsOnlyOnce(LOADING);
        house.pass(Duration.ofMillis(1));
        assertThat(house.version("m", 1).reason()).endsWith("(next try in 2 s)");
        house.pass(Duration.ofSeconds(2));
        assertThat(house.version("m", 1).reason()).endsWith("(next try in 4 s)");
    }

    @Test
    void changedFilesAreTriedAtOnceAfterAFailure() {
        House house = house();
        house.folder.version("m", "1", "load=fail");
        house.settle();
        for (int i = 0; i < 10; i++) {
            house.pass(Duration.ofMinutes(5));
        }
        assertThat(house.version("m", 1).reason()).endsWith("(next try in 300 s)");
        house.folder.version("m", "1", "b=1");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.version("m", 1).failure()).isEmpty();
    }

    @Test
    void theOldVersionStaysForGoodWhenTheNewOneFails() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "2", "load=fail");
        house.settle();
        for (int i = 0; i < 5; i++) {
            house.pass(Duration.ofMinutes(5));
            assertThat(house.answer("m", 0)).isEqualTo(1);
        }
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.state("m", 2)).isEqualTo(FAILED);
    }

    @Test
    void aFailedVersionThatIsReplacedIsUnloadedAndKeepsItsFailure() {
        House house = house();
        house.folder.version("m", "1", "load=fail");
        house.settle();
        house.folder.version("m", "2", "b=2");
        house.settle();
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
        assertThat(house.version("m", 1).failure()).hasValue(ErrorCode.INVALID_MODEL);
    }

    @Test
    void nothingIsUnloadedUnderALease() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.settle();
        Servable first = house.catalog.get().find(ModelRef.latest("m"));
        assertThat(first.tryLease()).isTrue();
        house.folder.version("m", "2", "b=2");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        assertThat(house.state("m", 1)).isEqualTo(DRAINING);
        assertThat(house.engine.liveModels()).isEqualTo(2);
        assertThat(first.tryLease()).isFalse();
        house.pass(Duration.ofSeconds(31));
        assertThat(house.version("m", 1).reason())
                .isEqualTo("1 requests are still inside after 30 s; it waits for them");
        assertThat(house.engine.liveModels()).isEqualTo(2);
        first.endLease();
        house.work();
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void aVersionThatIsNoLongerWantedWhenItIsLoadedIsClosed() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.folder.version("other", "1", "b=1");
        house.look();
        house.folder.delete("m");
        house.look();
        assertThat(house.state("m", 1)).isEqualTo(LOADING);
        house.work();
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
        assertThat(house.history("m", 1)).doesNotContain(AVAILABLE);
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void withResourcesFirstTheOldVersionIsGoneBeforeTheNewOneLoads() {
        House house = house(Preserve.RESOURCES);
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "2", "b=2");
        house.look();
        house.clock.advance(Duration.ofSeconds(1));
        house.look();
        assertThat(house.state("m", 1)).isEqualTo(DRAINING);
        assertThat(house.loadsWaiting()).isZero();
        house.workClosings();
        assertThat(house.engine.liveModels()).isZero();
        house.workLoads();
        assertThat(house.answer("m", 0)).isEqualTo(2);
    }

    @Test
    void aWarmUpThatIsRequiredFailsTheLoad() {
        House house = house();
        house.folder.version("m", "1", "b=1 zeros=refuse");
        house.folder.file("m/model.yaml", "warmup=required");
        house.settle();
        assertThat(house.state("m", 1)).isEqualTo(FAILED);
        assertThat(house.version("m", 1).reason()).startsWith("warm-up failed: zero is refused");
        assertThat(house.engine.loads()).isEqualTo(1);
        assertThat(house.engine.liveModels()).isZero();
    }

    @Test
    void anotherWarmUpIsOnlyReported() {
        House house = house();
        house.folder.version("m", "1", "b=1 zeros=refuse");
        house.settle();
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.version("m", 1).reason())
                .isEqualTo("loaded; warm-up failed: zero is refused");
    }

    @Test
    void observersAreToldInOrderAndAfterTheCatalogIsOut() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.settle();
        assertThat(house.told)
                .containsExactly("m/1 NEW", "m/1 LOADING", "m/1 WARMING", "m/1 AVAILABLE");
    }

    @Test
    void historyIsBounded() {
        House house = house(Preserve.AVAILABILITY);
        house.folder.version("m", "1", "load=fail");
        house.settle();
        for (int i = 0; i < 20; i++) {
            house.pass(Duration.ofMinutes(5));
        }
        List<StateChange> history = house.version("m", 1).history();
        assertThat(history).hasSize(5);
        assertThat(history.getLast().state()).isEqualTo(FAILED);
        for (int version = 2; version < 10; version++) {
            house.folder.version("m", Integer.toString(version), "b=1");
            house.settle();
        }
        assertThat(house.model("m").versions())
                .extracting(VersionStatus::version)
                .containsExactly(9L, 8L, 7L);
    }

    @Test
    void removedModelsAreRememberedInABoundedNumber() {
        House house = house(Preserve.AVAILABILITY);
        house.folder.version("stays", "1", "b=1");
        for (String name : List.of("one", "two", "three")) {
            house.folder.version(name, "1", "b=1");
            house.settle();
            house.folder.delete(name);
            house.settle();
        }
        assertThat(house.catalog.get().statuses())
                .extracting(status -> status.name())
                .containsExactly("stays", "three");
    }

    @Test
    void memoryOfLoadedModelsIsSummed() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.folder.version("n", "1", "b=1");
        house.settle();
        assertThat(house.catalog.get().modelBytes()).isEqualTo(2 * LinearModel.NATIVE_BYTES);
    }

    @Test
    void readinessNamesEveryModelThatHasNoAvailableVersion() {
        House house = house();
        assertThat(house.obstacles()).containsExactly("the repository was not looked at yet");
        house.folder.version("good", "1", "b=1");
        house.folder.version("bad", "1", "load=fail");
        house.folder.file("none/v1/model.linear", "b=1");
        house.settle();
        assertThat(house.obstacles())
                .satisfiesExactlyInAnyOrder(
                        text ->
                                assertThat(text)
                                        .startsWith(
                                                "model bad has no available version: bad/1 is FAILED: "),
                        text ->
                                assertThat(text)
                                        .startsWith(
                                                "model none has no available version: no version found"));
        house.folder.version("bad", "1", "b=1");
        house.folder.delete("none");
        house.settle();
        assertThat(house.obstacles()).isEmpty();
    }

    @Test
    void readinessMayAskForOneModelOnly() {
        House house =
                new House(
                        root, LifecycleSettings.standard().withReadiness(ReadinessRule.ANY_MODEL));
        house.folder.version("bad", "1", "load=fail");
        house.settle();
        assertThat(house.obstacles()).hasSize(1);
        house.folder.version("good", "1", "b=1");
        house.settle();
        assertThat(house.obstacles()).isEmpty();
    }

    @Test
    void everythingIsTriedOnceBeforeStartReturns() {
        House house = house();
        house.folder.version("good", "1", "b=1");
        house.folder.version("bad", "1", "load=fail");
        house.look();
        assertThat(house.tried).isFalse();
        house.work();
        assertThat(house.tried).isTrue();
    }

    @Test
    void startWaitsForFilesThatAreStillBeingWritten() {
        House house = house();
        house.clock.advance(Duration.ofDays(-1));
        house.folder.version("m", "1", "b=1");
        house.look();
        assertThat(house.tried).isFalse();
        house.settle();
        assertThat(house.tried).isTrue();
        assertThat(house.answer("m", 0)).isEqualTo(1);
    }

    @Test
    void stoppingUnloadsEverythingAndSaysSo() {
        House house = house();
        house.folder.version("m", "1", "b=1");
        house.settle();
        boolean[] stopped = {false};
        house.reconciler.stop(() -> stopped[0] = true);
        assertThat(house.obstacles()).containsExactly("the server is stopping");
        assertThat(stopped[0]).isFalse();
        house.work();
        assertThat(stopped[0]).isTrue();
        assertThat(house.engine.liveModels()).isZero();
    }
}
