package io.inferry.core.lifecycle;

import static io.inferry.api.management.VersionState.AVAILABLE;
import static io.inferry.api.management.VersionState.DRAINING;
import static io.inferry.api.management.VersionState.FAILED;
import static io.inferry.api.management.VersionState.LOADING;
import static io.inferry.api.management.VersionState.NEW;
import static io.inferry.api.management.VersionState.UNLOADED;
import static io.inferry.api.management.VersionState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when somebody writes to the repository, each as a defined outcome. */
class RepositoryChangesTest {
    @TempDir Path root;

    private House house;

    @BeforeEach
    void build() {
        house = new House(root);
    }

    @Test
    void aVersionFoundAtStartIsLoadedAtTheFirstLook() {
        house.folder.version("m", "1", "a=0.5 b=2");
        house.look();
        house.work();
        assertThat(house.answer("m", 2)).isEqualTo(3);
        assertThat(house.history("m", 1)).containsExactly(NEW, LOADING, WARMING, AVAILABLE);
    }

    @Test
    void aNewVersionGoesLiveAndOnlyThenTheOldOneLeaves() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "2", "b=2");
        house.look();
        house.clock.advance(Duration.ofSeconds(1));
        house.look();
        assertThat(house.state("m", 2)).isEqualTo(LOADING);
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.answer("m", 0)).isEqualTo(1);
        house.workLoads();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        assertThat(house.state("m", 1)).isEqualTo(DRAINING);
        house.workClosings();
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
        assertThat(house.version("m", 1).reason()).isEqualTo("closed");
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void aVersionBeingCopiedIsShownAndNotLoaded() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.file("m/2/weights", "half");
        house.look();
        house.clock.advance(Duration.ofMillis(900));
        house.folder.file("m/2/model.linear", "b=2");
        house.look();
        house.clock.advance(Duration.ofMillis(900));
        house.look();
        assertThat(house.version("m", 2).reason()).isEqualTo("its files are still changing");
        assertThat(house.state("m", 2)).isEqualTo(NEW);
        assertThat(house.loadsWaiting()).isZero();
        house.clock.advance(Duration.ofMillis(100));
        house.look();
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(2);
    }

    @Test
    void theMarkerLoadsACopyAtOnce() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "2", "b=2");
        house.folder.file("m/2/.complete", "");
        house.look();
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(2);
    }

    @Test
    void aVersionWrittenOverIsLoadedBesideAndSwapped() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "1", "b=2");
        house.look();
        assertThat(house.loadsWaiting()).isZero();
        house.clock.advance(Duration.ofSeconds(1));
        house.look();
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.answer("m", 0)).isEqualTo(1);
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        assertThat(house.version("m", 1).reason())
                .isEqualTo("loaded again after its files changed");
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void aVersionWrittenOverWithRubbishGoesOnAnsweringAsBefore() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.version("m", "1", "load=fail");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.version("m", 1).reason())
                .startsWith("its changed files did not load, what was loaded before answers: ")
                .contains("says that it fails");
        house.folder.version("m", "1", "b=3");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(3);
    }

    @Test
    void changedSettingsLoadAVersionAgain() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.file("m/model.yaml", "instances=2");
        house.settle();
        assertThat(house.engine.loads()).isEqualTo(2);
        assertThat(house.catalog.get().find(ModelRef.latest("m")).settings().instances())
                .isEqualTo(2);
    }

    @Test
    void aChangedChoiceOfVersionsOrLabelsLoadsNothingAgain() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.file("m/model.yaml", "latest=2 label:stable=1");
        house.settle();
        assertThat(house.engine.loads()).isEqualTo(1);
        assertThat(house.answer(ModelRef.label("m", "stable"), 0)).isEqualTo(1);
    }

    @Test
    void brokenSettingsFailTheirModelAndSayWhy() {
        house.folder.version("bad", "1", "b=1");
        house.folder.file("bad/model.yaml", "what=ever");
        house.folder.version("good", "1", "b=1");
        house.settle();
        assertThat(house.state("bad", 1)).isEqualTo(FAILED);
        assertThat(house.version("bad", 1).reason()).contains("unknown word: what=ever");
        assertThat(house.answer("good", 0)).isEqualTo(1);
        house.folder.file("bad/model.yaml", "latest=1");
        house.settle();
        assertThat(house.answer("bad", 0)).isEqualTo(1);
    }

    @Test
    void settingsThatBreakLaterLeaveWhatIsLoaded() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.file("m/model.yaml", "what=ever");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.version("m", 1).reason()).contains("unknown word: what=ever");
    }

    @Test
    void aRenamedVersionIsWithdrawnOnceTheOneBeforeAnswers() {
        house.folder.version("m", "1", "b=1");
        house.folder.version("m", "2", "b=2");
        house.settle();
        house.folder.rename("m/2", "m/2.denied");
        house.look();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        house.work();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.state("m", 2)).isEqualTo(UNLOADED);
        assertThat(house.version("m", 2).history())
                .anySatisfy(change ->
                        assertThat(change.reason()).isEqualTo("removed from the repository"));
    }

    @Test
    void aDeletedModelIsUnloaded() {
        house.folder.version("m", "1", "b=1");
        house.folder.version("other", "1", "b=1");
        house.settle();
        house.folder.delete("m");
        house.look();
        house.work();
        assertThat(house.state("m", 1)).isEqualTo(UNLOADED);
        assertThat(house.engine.liveModels()).isEqualTo(1);
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> house.answer("m", 0))
                .withMessage("Servable not found for request: Latest(m)");
    }

    @Test
    void anEmptiedModelKeepsWhatIsLoaded() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.delete("m/1");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.model("m").notes()).anyMatch(note -> note.startsWith("no version found"));
        house.folder.version("m", "1", "b=2");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(2);
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void anEmptiedVersionGoesOnAnswering() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.delete("m/1/model.linear");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
    }

    @Test
    void aRepositoryThatIsSuddenlyEmptyKeepsEverything() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.folder.delete("m");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.model("m").notes())
                .anyMatch(note -> note.contains("is suddenly empty, as storage that went away is"));
    }

    @Test
    void aRepositoryThatCannotBeReadKeepsEverythingUntilItCan() {
        Path models = root.resolve("models");
        ModelFolder above = new ModelFolder(root);
        house = new House(models);
        house.folder.version("m", "1", "b=1");
        house.settle();
        above.rename("models", "away");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.obstacles()).isEmpty();
        assertThat(house.model("m").notes())
                .containsExactly(models + " cannot be read: it does not exist");
        above.rename("away", "models");
        house.settle();
        assertThat(house.engine.loads()).isEqualTo(1);
        assertThat(house.model("m").notes()).isEmpty();
    }

    @Test
    void aModelWhoseStorageIsAwayKeepsWhatIsLoaded(@TempDir Path storage) {
        ModelFolder mounted = new ModelFolder(storage);
        mounted.version("real", "1", "b=1");
        house.folder.link("m", storage.resolve("real"));
        house.folder.version("other", "1", "b=1");
        house.settle();
        mounted.rename("real", "away");
        house.settle();
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(house.model("m").notes())
                .containsExactly(root.resolve("m") + " is a link to something that is not there");
    }

    @Test
    void oneBrokenModelAffectsNoOther() {
        house.folder.version("fails", "1", "load=fail");
        house.folder.version("crashes", "1", "load=crash");
        house.folder.file("rubbish/1/readme.txt", "no model");
        house.folder.version("good", "1", "b=1");
        house.settle();
        assertThat(house.answer("good", 0)).isEqualTo(1);
        assertThat(house.state("fails", 1)).isEqualTo(FAILED);
        assertThat(house.version("crashes", 1).reason()).contains("UnsatisfiedLinkError");
        assertThat(house.version("rubbish", 1).reason())
                .contains("it holds readme.txt; installed are: linear");
    }
}
