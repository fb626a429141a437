package io.inferry.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.core.lifecycle.LinearEngine;
import io.inferry.core.lifecycle.ManualClock;
import io.inferry.core.lifecycle.ModelFolder;
import io.inferry.core.lifecycle.SettingsText;
import io.inferry.core.repository.ModelListing.Listed;
import io.inferry.core.repository.ModelListing.Unclear;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest {
    @TempDir Path root;

    private ModelFolder folder;
    private DirectorySource source;
    private final ManualClock clock = new ManualClock();

    @BeforeEach
    void open() {
        folder = new ModelFolder(root);
        source =
                new DirectorySource(
                        root,
                        RepositorySettings.STANDARD,
                        new LinearEngine()::recognizes,
                        Optional.of(new SettingsText()));
    }

    private Map<String, ModelListing> look() {
        Sighting sighting = source.look(clock.instant());
        assertThat(sighting.problem()).isEmpty();
        return sighting.models();
    }

    private Listed listed(String name) {
        return (Listed) look().get(name);
    }

    private static List<Long> numbers(Listed listed) {
        return listed.versions().stream().map(VersionListing::version).toList();
    }

    @Test
    void everyChildWhoseNameIsANumberIsAVersion() {
        folder.version("m", "1", "a=1");
        folder.version("m", "00000123", "a=1");
        folder.version("m", "1700000000000", "a=1");
        folder.version("m", "2.denied", "a=1");
        folder.version("m", "-3", "a=1");
        folder.version("m", "latest", "a=1");
        folder.version("m", "99999999999999999999", "a=1");
        assertThat(numbers(listed("m"))).containsExactly(1L, 123L, 1_700_000_000_000L);
    }

    @Test
    void twoSpellingsOfOneVersionAreReportedAndTheShortOneIsUsed() {
        folder.version("m", "001", "a=1");
        Path used = folder.version("m", "1", "a=2").getParent();
        Listed listed = listed("m");
        assertThat(listed.versions()).extracting(VersionListing::artifact).containsExactly(used);
        assertThat(listed.notes())
                .containsExactly("version 1 is there twice: '1' is used, '001' is not");
    }

    @Test
    void aModelFileAtTheTopIsVersionOneUnderItsNameWithoutExtension() {
        Path file = folder.file("half.v2.linear", "a=1");
        assertThat(listed("half.v2").versions())
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.version()).isEqualTo(1);
                    assertThat(version.artifact()).isEqualTo(file);
                });
    }

    @Test
    void aDirectoryThatIsAModelWithoutVersionsIsVersionOne() {
        Path file = folder.file("m/model.linear", "a=1");
        assertThat(listed("m").versions())
                .extracting(VersionListing::artifact)
                .containsExactly(file.getParent());
    }

    @Test
    void aDirectoryThatHoldsAModelFileOfAnyNameIsVersionOne() {
        Path file = folder.file("m/resnet.linear", "a=1");
        assertThat(listed("m").versions())
                .extracting(VersionListing::artifact)
                .containsExactly(file);
    }

    @Test
    void aDirectoryBeatsAFileOfItsName() {
        Path directory = folder.version("m", "3", "a=1").getParent();
        folder.file("m.linear", "a=2");
        Listed listed = listed("m");
        assertThat(listed.versions())
                .extracting(VersionListing::artifact)
                .containsExactly(directory);
        assertThat(listed.notes())
                .containsExactly("m.linear is not used: there is another model of its name");
    }

    @Test
    void hiddenFilesOtherFilesAndLostAndFoundAreNoModels() {
        folder.file("README.md", "hello");
        folder.file(".git/config", "x");
        folder.file(".hidden.linear", "a=1");
        folder.file("lost+found/1/model.linear", "a=1");
        assertThat(look()).isEmpty();
    }

    @Test
    void linksToVersionsAndModelsAreFollowed(@TempDir Path elsewhere) {
        ModelFolder other = new ModelFolder(elsewhere);
        other.version("real", "7", "a=1");
        folder.directory("m");
        folder.link("m/5", elsewhere.resolve("real/7"));
        folder.link("whole", elsewhere.resolve("real"));
        assertThat(numbers(listed("m"))).containsExactly(5L);
        assertThat(numbers(listed("whole"))).containsExactly(7L);
    }

    @Test
    void aLinkThatLeadsBackDoesNotCatchTheWalk() {
        folder.version("m", "1", "a=1");
        folder.link("m/1/again", root.resolve("m/1"));
        assertThat(listed("m").versions())
                .singleElement()
                .satisfies(version ->
                        assertThat(version.contents())
                                .isInstanceOf(VersionListing.Contents.Settled.class));
    }

    @Test
    void aModelsSettingsFileIsReadAndIsNoPartOfAVersion() {
        folder.file("m/model.linear", "a=1");
        VersionListing before = listed("m").versions().getFirst();
        folder.file("m/model.yaml", "latest=2");
        clock.advance(RepositorySettings.STANDARD.settle());
        look();
        clock.advance(RepositorySettings.STANDARD.settle());
        Listed after = listed("m");
        assertThat(after.settings().settings().versions())
                .isEqualTo(new VersionSelection.Latest(2));
        assertThat(after.versions()).containsExactly(before);
    }

    @Test
    void aFileAtTheTopHasItsSettingsBesideIt() {
        folder.file("m.linear", "a=1");
        folder.file("m.yaml", "instances=3");
        assertThat(listed("m").settings().settings().instances()).isEqualTo(3);
    }

    @Test
    void aBrokenSettingsFileIsAProblemOfItsModelOnly() {
        folder.version("good", "1", "a=1");
        folder.version("bad", "1", "a=1");
        folder.file("bad/model.yaml", "latets=2");
        assertThat(listed("good").settings().problem()).isEmpty();
        assertThat(listed("bad").settings().problem())
                .hasValueSatisfying(text -> assertThat(text).contains("unknown word: latets=2"));
        assertThat(listed("bad").settings().settings()).isEqualTo(ModelSettings.STANDARD);
    }

    @Test
    void withoutAReaderASettingsFileIsAProblem() {
        folder.version("m", "1", "a=1");
        folder.file("m/model.yaml", "latest=2");
        source =
                new DirectorySource(
                        root, RepositorySettings.STANDARD, path -> false, Optional.empty());
        assertThat(listed("m").settings().problem())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("no reader of model settings"));
    }

    @Test
    void aDirectoryWithoutVersionsSaysHowVersionsAreNamed() {
        folder.file("m/v1/model.linear", "a=1");
        assertThat(look().get("m"))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear ->
                                assertThat(unclear.reason())
                                        .startsWith("no version found in " + root.resolve("m"))
                                        .contains("such as " + root.resolve("m/1")));
    }

    @Test
    void aMissingRepositoryIsAProblemAndNoListing() {
        source =
                new DirectorySource(
                        root.resolve("gone"),
                        RepositorySettings.STANDARD,
                        path -> false,
                        Optional.empty());
        Sighting sighting = source.look(clock.instant());
        assertThat(sighting.problem())
                .hasValue(root.resolve("gone") + " cannot be read: it does not exist");
    }

    @Test
    void aVersionWithMoreFilesThanAllowedIsNotLoaded() {
        RepositorySettings few =
                new RepositorySettings(
                        RepositorySettings.STANDARD.poll(),
                        RepositorySettings.STANDARD.settle(),
                        ".complete",
                        2,
                        16);
        source = new DirectorySource(root, few, path -> false, Optional.empty());
        folder.file("m/1/one", "1");
        folder.file("m/1/two", "2");
        folder.file("m/1/three", "3");
        assertThat(listed("m").versions())
                .singleElement()
                .satisfies(version ->
                        assertThat(version.contents().toString())
                                .contains("more files than files_max 2"));
    }
}
