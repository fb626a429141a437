package io.inferry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelRef;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.api.settings.VersionSettings;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.core.lifecycle.LinearEngine;
import io.inferry.core.lifecycle.ModelFolder;
import io.inferry.core.repository.RepositorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that are declared, the engine room with its own threads. */
@Timeout(60)
class DeclaredModelsTest {
    @TempDir Path root;

    private final LinearEngine engine = new LinearEngine();

    private Serving start(Duration poll, Map<String, ModelDeclaration> models) {
        return Serving.builder()
                .declared(models)
                .engine(engine)
                .observers(List.of())
                .repository(new RepositorySettings(poll, Duration.ZERO, ".complete", 100, 4))
                .start();
    }

    private ModelDeclaration at(String path) {
        return new ModelDeclaration(root.resolve(path), ModelSettings.STANDARD);
    }

    private static ModelSettings labelled(VersionSelection versions, Map<String, Long> labels) {
        return new ModelSettings(
                Optional.empty(),
                versions,
                labels,
                BatchSettings.STANDARD,
                1,
                WarmupSettings.STANDARD,
                LimitSettings.STANDARD,
                Map.of());
    }

    private static List<ModelStatus> tried(Management management, String... names)
            throws Exception {
        return management.tried(Set.of(names)).get(30, TimeUnit.SECONDS);
    }

    private static void awaitState(Management management, String name, VersionState state) {
        while (management.model(name).orElseThrow().versions().getFirst().state() != state) {
            Thread.onSpinWait();
        }
    }

    @Test
    void modelsAreServedFromWhereverTheyAre() {
        new ModelFolder(root).version("deep/down", "3", "b=1");
        Map<String, ModelDeclaration> models = Map.of("m", at("deep/down"));
        try (Serving serving = start(Duration.ZERO, models)) {
            assertThat(serving.management().describe(ModelRef.latest("m")).id().version())
                    .isEqualTo(3);
            assertThat(serving.management().declared()).isEqualTo(models);
        }
    }

    @Test
    void aDeclarationIsTheWholeList() throws Exception {
        ModelFolder folder = new ModelFolder(root);
        folder.version("a", "1", "b=1");
        folder.version("b", "1", "b=2");
        try (Serving serving = start(Duration.ZERO, Map.of("a", at("a")))) {
            Management management = serving.management();
            management.declare(Map.of("b", at("b")));
            assertThat(tried(management, "b").getFirst().versions().getFirst().state())
                    .isEqualTo(VersionState.AVAILABLE);
            awaitState(management, "a", VersionState.UNLOADED);
            management.declare(Map.of("a", at("a"), "b", at("b")));
            assertThat(tried(management, "a")).hasSize(1);
            assertThat(management.describe(ModelRef.latest("a")).id().version()).isEqualTo(1);
            management.declare(Map.of());
            awaitState(management, "a", VersionState.UNLOADED);
            awaitState(management, "b", VersionState.UNLOADED);
        }
    }

    @Test
    void whatDidNotChangeIsNotLoadedAgain() throws Exception {
        ModelFolder folder = new ModelFolder(root);
        folder.version("a", "1", "b=1");
        folder.version("b", "1", "b=2");
        try (Serving serving = start(Duration.ZERO, Map.of("a", at("a")))) {
            serving.management().declare(Map.of("a", at("a"), "b", at("b")));
            tried(serving.management(), "a", "b");
            assertThat(engine.loads()).isEqualTo(2);
        }
    }

    @Test
    void aModelThatDoesNotLoadOrIsNotThereWasTriedAllTheSame() throws Exception {
        new ModelFolder(root).version("bad", "1", "load=fail");
        try (Serving serving = start(Duration.ZERO, Map.of())) {
            serving.management().declare(Map.of("bad", at("bad"), "none", at("none")));
            assertThat(tried(serving.management(), "bad", "none", "unknown"))
                    .extracting(ModelStatus::name)
                    .containsExactlyInAnyOrder("bad", "none");
            assertThat(serving.management().readiness().reasons()).hasSize(2);
        }
    }

    @Test
    void labelsApplyOnceTheirVersionIsAvailable() throws Exception {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        folder.version("m", "2", "b=2");
        ModelSettings settings =
                labelled(new VersionSelection.All(), Map.of("stable", 1L, "canary", 3L));
        ModelDeclaration model = new ModelDeclaration(root.resolve("m"), settings);
        try (Serving serving = start(Duration.ofMillis(10), Map.of("m", model))) {
            Management management = serving.management();
            assertThat(management.model("m").orElseThrow().labels())
                    .isEqualTo(Map.of("stable", 1L));
            folder.version("m", "3", "b=3");
            while (!management.model("m").orElseThrow().labels().containsKey("canary")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void versionsThatAreNamedAreServedAlone() {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        folder.version("m", "00002", "b=2");
        folder.version("m", "3", "b=3");
        ModelSettings settings = labelled(new VersionSelection.Specific(Set.of(2L, 9L)), Map.of());
        ModelDeclaration model = new ModelDeclaration(root.resolve("m"), settings);
        try (Serving serving = start(Duration.ZERO, Map.of("m", model))) {
            assertThat(serving.management().model("m").orElseThrow().versions())
                    .extracting(version -> version.version())
                    .containsExactly(2L);
        }
    }

    @Test
    void whereTheDirectoryIsLookedAtOnceOnlyALaterDeclarationFindsNewVersions() throws Exception {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        try (Serving serving = start(Duration.ZERO, Map.of("m", at("m")))) {
            Management management = serving.management();
            folder.version("m", "2", "b=2");
            tried(management, "m");
            assertThat(management.model("m").orElseThrow().versions()).hasSize(1);
            management.declare(Map.of("m", at("m")));
            awaitState(management, "m", VersionState.AVAILABLE);
            assertThat(management.describe(ModelRef.latest("m")).id().version()).isEqualTo(2);
        }
    }

    @Test
    void emptyingTheDirectoryKeepsWhatIsLoaded() {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        try (Serving serving = start(Duration.ZERO, Map.of("m", at("m")))) {
            folder.rename("m/1", "m/1.denied");
            serving.management().declare(Map.of("m", at("m")));
            assertThat(serving.management().describe(ModelRef.latest("m")).id().version())
                    .isEqualTo(1);
            assertThat(serving.management().model("m").orElseThrow().notes()).hasSize(1);
        }
    }

    private record Broken(String reason) implements VersionSettings {
        @Override
        public ModelSettings of(Path version, ModelSettings model) {
            throw ServingException.invalidModel(reason + " in " + version.getFileName());
        }
    }

    @Test
    void settingsOfOneVersionThatCannotBeReadFailItsLoad() {
        new ModelFolder(root).version("m", "1", "b=1");
        ModelDeclaration model =
                new ModelDeclaration(
                        root.resolve("m"), ModelSettings.STANDARD, new Broken("a typo"));
        try (Serving serving = start(Duration.ZERO, Map.of("m", model))) {
            assertThat(serving.management().model("m").orElseThrow().versions())
                    .singleElement()
                    .satisfies(version -> {
                        assertThat(version.failure()).contains(ErrorCode.INVALID_MODEL);
                        assertThat(version.reason()).startsWith("a typo in 1 ");
                    });
        }
    }

    @Test
    void aWatchedDirectoryTakesNoDeclarations() {
        try (Serving serving =
                Serving.builder().models(root).engine(engine).observers(List.of()).start()) {
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(() -> serving.management().declare(Map.of()))
                    .satisfies(refused ->
                            assertThat(refused.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION));
            assertThat(serving.management().declared()).isEmpty();
        }
    }

    @Test
    void modelsAreEitherWatchedOrDeclared() {
        ServingBuilder both = Serving.builder().models(root).declared(Map.of());
        assertThatIllegalStateException().isThrownBy(both::startLoading);
        assertThatIllegalStateException().isThrownBy(Serving.builder()::startLoading);
    }
}
