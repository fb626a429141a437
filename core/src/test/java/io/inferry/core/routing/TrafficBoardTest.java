package io.inferry.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogModel;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import io.inferry.core.lifecycle.LinearServables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrafficBoardTest {
    private static final Servable FIRST = LinearServables.of(new ModelId("m", 1));
    private static final Servable SECOND = LinearServables.of(new ModelId("m", 2));

    private final CatalogReference catalog = new CatalogReference();
    private final TrafficBoard board = new TrafficBoard(catalog, Optional.of("open sesame"));

    private static TrafficPlan all(long version) {
        return TrafficPlan.of(
                new TrafficSplit(List.of(Share.all(new VersionChoice.Exact(version)))));
    }

    private static ExperimentTraffic experiment(String name, long version) {
        return new ExperimentTraffic(
                name,
                all(version).split().orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private void publish(Optional<TrafficPlan> settings) {
        var model =
                new CatalogModel(
                        new ModelStatus("m", List.of(), Map.of()),
                        Optional.of(SECOND),
                        Map.of(1L, FIRST, 2L, SECOND),
                        Map.of("stable", FIRST),
                        Map.of(),
                        settings);
        catalog.publish(new Catalog(Map.of("m", model), new Readiness(List.of()), 0));
    }

    private Optional<Assignment> route(Exchange exchange) {
        return board.route("m", exchange, catalog.get()).map(Routed::assignment);
    }

    private VersionChoice target() {
        return route(Exchange.begin("test")).orElseThrow().target();
    }

    @Test
    void aModelWithoutAPlanIsNotDivided() {
        publish(Optional.empty());
        assertThat(route(Exchange.begin("test"))).isEmpty();
        assertThat(board.plan("m")).isEmpty();
    }

    @Test
    void thePlanOfTheSettingsHoldsAndChangesWithThem() {
        publish(Optional.of(all(1)));
        assertThat(target()).isEqualTo(new VersionChoice.Exact(1));
        publish(Optional.of(all(2)));
        assertThat(target()).isEqualTo(new VersionChoice.Exact(2));
        publish(Optional.empty());
        assertThat(route(Exchange.begin("test"))).isEmpty();
    }

    @Test
    void anOperatorsPlanStandsOverTheSettingsUntilItIsCleared() {
        publish(Optional.of(all(1)));
        board.setPlan("m", all(2));
        assertThat(target()).isEqualTo(new VersionChoice.Exact(2));
        publish(Optional.of(all(1)));
        assertThat(target()).isEqualTo(new VersionChoice.Exact(2));
        board.clearPlan("m");
        assertThat(target()).isEqualTo(new VersionChoice.Exact(1));
    }

    @Test
    void aPlanForVersionsThatAreNotThereIsRefused() {
        publish(Optional.empty());
        assertRefused(
                () -> board.setPlan("m", all(7)),
                ErrorCode.NOT_FOUND,
                "model m has no available version 7");
        assertRefused(
                () -> board.setPlan("other", all(1)),
                ErrorCode.NOT_FOUND,
                "there is no model 'other'");
    }

    @Test
    void anExperimentStandsOverTheSplitUntilItEnds() {
        publish(Optional.of(all(1)));
        board.experiment("m", experiment("e", 2));
        Assignment assignment = route(Exchange.begin("test")).orElseThrow();
        assertThat(assignment.cause()).isEqualTo(Cause.EXPERIMENT);
        assertThat(assignment.target()).isEqualTo(new VersionChoice.Exact(2));
        assertRefused(
                () -> board.experiment("m", experiment("f", 1)),
                ErrorCode.CONFLICT,
                "model m already has experiment 'e'");
        board.endExperiment("m", "f");
        assertThat(board.experiment("m")).isPresent();
        board.endExperiment("m", "e");
        assertThat(target()).isEqualTo(new VersionChoice.Exact(1));
    }

    @Test
    void anOperatorChoosesForOneRequestWithTheKey() {
        publish(Optional.of(all(1)));
        assertThat(route(asking("2", "open sesame")).orElseThrow())
                .satisfies(assignment -> {
                    assertThat(assignment.cause()).isEqualTo(Cause.OVERRIDE);
                    assertThat(assignment.target()).isEqualTo(new VersionChoice.Exact(2));
                });
        assertThat(route(asking("stable", "open sesame")).orElseThrow().target())
                .isEqualTo(new VersionChoice.Label("stable"));
        assertRefused(
                () -> route(asking("2", "wrong")),
                ErrorCode.PERMISSION_DENIED,
                "header x-inferry-version needs the right x-inferry-override-key");
    }

    @Test
    void withoutAConfiguredKeyTheHeaderMeansNothing() {
        publish(Optional.of(all(1)));
        var closed = new TrafficBoard(catalog, Optional.empty());
        assertThat(
                        closed.route("m", asking("2", ""), catalog.get())
                                .orElseThrow()
                                .assignment()
                                .target())
                .isEqualTo(new VersionChoice.Exact(1));
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() {
        publish(Optional.of(all(1)));
        String first = route(Exchange.begin("test")).orElseThrow().id();
        String second = route(Exchange.begin("test")).orElseThrow().id();
        assertThat(first).matches("[0-9a-f]{8}-[0-9a-f]+").isNotEqualTo(second);
        assertThat(first.substring(0, 8)).isEqualTo(second.substring(0, 8));
    }

    private static Exchange asking(String version, String key) {
        return Exchange.begin("test")
                .saying(field ->
                        field.equals(OverrideKey.VERSION)
                                ? Optional.of(version)
                                : field.equals(OverrideKey.KEY)
                                        ? Optional.of(key)
                                        : Optional.empty());
    }

    private static void assertRefused(Runnable act, ErrorCode code, String text) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(act::run)
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.text()).isEqualTo(text);
                });
    }
}
