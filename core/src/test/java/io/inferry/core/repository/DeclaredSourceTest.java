package io.inferry.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.settings.ModelSettings;
import io.inferry.core.lifecycle.ManualClock;
import io.inferry.core.lifecycle.ModelFolder;
import io.inferry.core.repository.ModelListing.Listed;
import io.inferry.core.repository.ModelListing.Unclear;
import io.inferry.core.repository.VersionListing.Contents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Version discovery below declared directories, as TensorFlow Serving's file system source has it.
 */
class DeclaredSourceTest {
    @TempDir Path root;

    private final ManualClock clock = new ManualClock();
    private ModelFolder folder;
    private DeclaredSource source;

    @BeforeEach
    void open() {
        folder = new ModelFolder(root);
        source = new DeclaredSource(Map.of("m", at("elsewhere")), RepositorySettings.STANDARD);
    }

    private ModelDeclaration at(String path) {
        return new ModelDeclaration(root.resolve(path), ModelSettings.STANDARD);
    }

    private ModelListing look(String name) {
        return source.look(clock.instant()).models().get(name);
    }

    private List<Long> versions() {
        return ((Listed) look("m")).versions().stream().map(VersionListing::version).toList();
    }

    @Test
    void everyChildWhoseNameIsANumberIsAVersion() {
        folder.version("elsewhere", "1", "a=1");
        folder.version("elsewhere", "00000123", "a=1");
        folder.version("elsewhere", "1700000000000", "a=1");
        folder.version("elsewhere", "not_a_version", "a=1");
        assertThat(versions()).containsExactly(1L, 123L, 1_700_000_000_000L);
    }

    @Test
    void aFileNamedByANumberIsAVersionToo() {
        folder.file("elsewhere/7", "a=1");
        assertThat(versions()).containsExactly(7L);
    }

    @Test
    void renamingWithdrawsAVersionWhileOthersAreThere() {
        folder.version("elsewhere", "1", "a=1");
        folder.version("elsewhere", "2", "a=1");
        assertThat(versions()).containsExactly(1L, 2L);
        folder.rename("elsewhere/2", "elsewhere/2.denied");
        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void oneOfTwoSpellingsIsUsedAndTheOtherNamed() {
        folder.version("elsewhere", "001", "a=1");
        folder.version("elsewhere", "1", "a=1");
        assertThat(((Listed) look("m")).notes())
                .containsExactly("version 1 is there twice: '1' is used, '001' is not");
    }

    @Test
    void aMissingDirectoryIsTheTroubleOfItsModelAlone() {
        folder.version("there", "1", "a=1");
        source.declare(Map.of("m", at("elsewhere"), "n", at("there")));
        assertThat(look("m"))
                .isEqualTo(
                        new Unclear(
                                root.resolve("elsewhere") + " cannot be read: it does not exist"));
        assertThat(look("n")).isInstanceOf(Listed.class);
    }

    @Test
    void aDirectoryWithoutVersionsSaysNothing() {
        folder.directory("elsewhere");
        assertThat(look("m"))
                .isEqualTo(
                        new Unclear(
                                "no version found in %s: versions are named by a number, such as %s"
                                        .formatted(
                                                root.resolve("elsewhere"),
                                                root.resolve("elsewhere/1"))));
    }

    @Test
    void aModelYamlInTheDirectoryIsNotRead() {
        folder.version("elsewhere", "1", "a=1");
        folder.file("elsewhere/model.yaml", "certainly no settings");
        Listed listed = (Listed) look("m");
        assertThat(listed.settings().settings()).isEqualTo(ModelSettings.STANDARD);
        assertThat(listed.settings().problem()).isEmpty();
    }

    @Test
    void oldFilesAreTakenAsTheyAreWheneverTheirModelIsDeclared() {
        assertThat(look("m")).isInstanceOf(Unclear.class);
        folder.version("late", "1", "a=1");
        source.declare(Map.of("late", at("late")));
        assertThat(((Listed) look("late")).versions())
                .singleElement()
                .satisfies(one -> assertThat(one.contents()).isInstanceOf(Contents.Settled.class));
        assertThat(look("m")).isNull();
    }

    @Test
    void aSightingKnowsWhetherSomethingIsStillChanging() {
        folder.version("elsewhere", "1", "a=1");
        assertThat(source.look(clock.instant()).isChanging()).isFalse();
        folder.version("elsewhere", "2", "a=1");
        assertThat(source.look(clock.instant()).isChanging()).isTrue();
    }
}
