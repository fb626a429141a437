package io.inferry.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.core.batching.TestModel;
import io.inferry.core.catalog.Servable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final ModelRef SUMS = ModelRef.latest("sums");
    private static final VersionChoice ONE = new VersionChoice.Exact(1);
    private static final VersionChoice TWO = new VersionChoice.Exact(2);

    private static void shadow(House house, int inFlightMax) {
        house.traffic()
                .setPlan(
                        "sums",
                        new TrafficPlan(
                                List.of(),
                                Optional.empty(),
                                Optional.of(new TrafficSplit(List.of(Share.all(ONE)))),
                                Optional.empty(),
                                List.of(new Shadow(TWO, 100, inFlightMax))));
    }

    private static House.Replies ask(House house, float... row) {
        Call call = house.door().open(SUMS, Exchange.begin("test"));
        var replies = new House.Replies();
        call.run(InferenceRequest.of("serving_default", Map.of("x", house.x(1, row))), replies);
        return replies;
    }

    private static House houseWith(TestModel.Act shadow) {
        var house = new House();
        house.publish(house.servable(1), house.servable(2, shadow));
        return house;
    }

    @Test
    void aShadowIsAskedTheSameAndItsAnswerIsOnlyCompared() {
        try (var house = houseWith(TestModel.Act.NONE)) {
            shadow(house, 4);
            Answer answer = ask(house, 1, 2).answer();
            assertThat(answer.id().version()).isEqualTo(1);
            assertThat(House.floats(answer, "sum")).containsExactly(3);
            answer.close();
            House.Compared compared = house.compared();
            assertThat(compared.inputs()).containsExactly(1f, 2f);
            assertThat(compared.live()).containsExactly(3f);
            assertThat(compared.shadow()).isEqualTo(TWO);
            assertThat(compared.answer()).isEqualTo("[3.0]");
            assertThat(house.answered()).hasSize(1);
        }
    }

    @Test
    void aShadowThatHangsHoldsNobodyUpAndKeepsToItsBudget() {
        var gate = new Semaphore(0);
        try (var house = houseWith(x -> gate.acquireUninterruptibly())) {
            shadow(house, 2);
            for (int i = 0; i < 10; i++) {
                ask(house, i).answer().close();
            }
            List<String> skipped = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                skipped.add(house.compared().answer());
            }
            assertThat(skipped).containsOnly("2 copies are in flight");
            gate.release(100);
            assertThat(house.compared().answer()).isEqualTo("[0.0]");
            assertThat(house.compared().answer()).isEqualTo("[1.0]");
        }
    }

    @Test
    void aShadowThatFailsIsToldAndNothingElse() {
        TestModel.Act fails =
                x -> {
                    throw ServingException.invalidArgument("not for me");
                };
        try (var house = houseWith(fails)) {
            shadow(house, 4);
            assertThat(ask(house, 5).isAnswer()).isTrue();
            assertThat(house.compared().answer()).isEqualTo("not for me");
        }
    }

    @Test
    void aShadowThatIsGoneIsPassedBy() {
        try (var house = houseWith(TestModel.Act.NONE)) {
            shadow(house, 4);
            house.publish(house.servable(1));
            assertThat(ask(house, 5).isAnswer()).isTrue();
            assertThat(house.compared().answer()).isEqualTo("it is not available");
        }
    }

    @Test
    void aLiveFailureLeavesNothingBehind() {
        try (var house = houseWith(TestModel.Act.NONE)) {
            shadow(house, 4);
            Call call = house.door().open(SUMS, Exchange.begin("test"));
            var replies = new House.Replies();
            call.run(InferenceRequest.of("serving_default", Map.of("y", house.x(1, 1))), replies);
            assertThat(replies.failure().exception()).hasMessageContaining("missing [x]");
            assertThat(house.memory().usedBytes()).isZero();
        }
    }

    @Test
    void aVersionInTheRequestStandsOverThePlan() {
        try (var house = houseWith(TestModel.Act.NONE)) {
            shadow(house, 4);
            Exchange exchange = Exchange.begin("test");
            Call call = house.door().open(ModelRef.version("sums", 2), exchange);
            assertThat(call.model().id().version()).isEqualTo(2);
            assertThat(exchange.assignment()).isEmpty();
            call.fail(ServingException.invalidArgument("enough"));
        }
    }

    @Test
    void anArmThatIsLeavingIsDiverted() {
        try (var house = new House()) {
            Servable one = house.servable(1);
            Servable two = house.servable(2);
            house.publish(one, two);
            house.traffic()
                    .setPlan("sums", TrafficPlan.of(new TrafficSplit(List.of(Share.all(ONE)))));
            house.publish(two);
            one.retire(() -> {});
            ask(house, 1).answer().close();
            Assignment assignment = house.answered().getFirst();
            assertThat(assignment.diverted()).isTrue();
            assertThat(assignment.target()).isEqualTo(VersionChoice.LATEST);
        }
    }
}
