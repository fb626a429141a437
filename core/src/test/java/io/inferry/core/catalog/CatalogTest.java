package io.inferry.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.core.lifecycle.LinearServables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Servable SECOND = LinearServables.of(new ModelId("m", 2));

    private static Catalog catalog() {
        ModelStatus status =
                new ModelStatus(
                        "m",
                        List.of(
                                version(3, VersionState.LOADING, "loading /m/3"),
                                version(2, VersionState.AVAILABLE, "loaded"),
                                version(1, VersionState.UNLOADED, "replaced")),
                        Map.of("stable", 2L));
        return new Catalog(
                Map.of(
                        "m",
                        new CatalogModel(
                                status,
                                Optional.of(SECOND),
                                Map.of(2L, SECOND),
                                Map.of("stable", SECOND),
                                Map.of("canary", 3L),
                                Optional.empty()),
                        "broken",
                        new CatalogModel(
                                new ModelStatus(
                                        "broken",
                                        List.of(version(1, VersionState.FAILED, "truncated")),
                                        Map.of()),
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Optional.empty())),
                new Readiness(List.of()),
                0);
    }

    private static VersionStatus version(long number, VersionState state, String reason) {
        return new VersionStatus(number, state, reason, Optional.empty(), List.of());
    }

    private static void assertFails(ModelRef ref, ErrorCode code, String text) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> catalog().find(ref))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.text()).isEqualTo(text);
                });
    }

    @Test
    void latestNumberAndLabelAreEntries() {
        assertThat(catalog().find(ModelRef.latest("m"))).isSameAs(SECOND);
        assertThat(catalog().find(ModelRef.version("m", 2))).isSameAs(SECOND);
        assertThat(catalog().find(ModelRef.label("m", "stable"))).isSameAs(SECOND);
    }

    @Test
    void unknownNamesAreNotFoundInTensorFlowServingsWords() {
        assertFails(
                ModelRef.latest("foo"),
                ErrorCode.NOT_FOUND,
                "Servable not found for request: Latest(foo)");
        assertFails(
                ModelRef.version("m", 99),
                ErrorCode.NOT_FOUND,
                "Servable not found for request: Specific(m, 99)");
        assertFails(
                ModelRef.label("m", "x"),
                ErrorCode.INVALID_ARGUMENT,
                "Unrecognized servable version label: x");
    }

    @Test
    void anUnloadedVersionIsNotFound() {
        assertFails(
                ModelRef.version("m", 1),
                ErrorCode.NOT_FOUND,
                "Servable not found for request: Specific(m, 1)");
    }

    @Test
    void whatIsKnownButNotReadyIsUnavailableWithStateAndReason() {
        assertFails(
                ModelRef.version("m", 3),
                ErrorCode.UNAVAILABLE,
                "model m is not ready: version 3 is LOADING: loading /m/3");
        assertFails(
                ModelRef.latest("broken"),
                ErrorCode.UNAVAILABLE,
                "model broken is not ready: version 1 is FAILED: truncated");
        assertFails(
                ModelRef.label("m", "canary"),
                ErrorCode.UNAVAILABLE,
                "label canary of model m points to version 3, which is LOADING: loading /m/3");
    }

    @Test
    void modelsAreListedByName() {
        assertThat(catalog().statuses())
                .extracting(ModelStatus::name)
                .containsExactly("broken", "m");
    }
}
