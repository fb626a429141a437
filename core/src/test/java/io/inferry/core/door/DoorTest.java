package io.inferry.core.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.ModelRef;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.core.batching.TestModel;
import io.inferry.core.catalog.Servable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final ModelRef SUMS = ModelRef.latest("sums");

    private static InferenceRequest request(NumericTensor x) {
        return InferenceRequest.of("serving_default", Map.of("x", x));
    }

    @Test
    void answerEndsTheExchangeOnceWhenItIsClosed() {
        try (var house = new House()) {
            Exchange exchange = Exchange.begin("test");
            Call call = house.door().open(SUMS, exchange);
            assertThat(call.model().id()).isEqualTo(new ModelId("sums", 1));
            var replies = new House.Replies();
            call.run(request(house.x(2, 1, 2, 3, 4)), replies);
            Answer answer = replies.answer();
            assertThat(House.floats(answer, "sum")).containsExactly(3, 7);
            assertThat(answer.signature()).isSameAs(TestModel.SUMS);
            assertThat(house.finished()).isEmpty();
            assertThat(house.door().callsInFlight()).isEqualTo(1);
            answer.close();
            answer.close();
            assertThat(house.finished()).containsExactly(exchange);
            assertThat(exchange.model()).contains(new ModelId("sums", 1));
            assertThat(exchange.failure()).isEmpty();
            assertThat(exchange.totalNanos()).isPositive();
        }
    }

    @Test
    void leaseEndsBeforeTheReplyIsHandedOver() {
        try (var house = new House()) {
            Servable servable = house.catalog().get().find(SUMS);
            Call call = house.door().open(SUMS, Exchange.begin("test"));
            assertThat(servable.leases()).isEqualTo(1);
            List<Long> leases = new ArrayList<>();
            var replies = new House.Replies();
            call.run(
                    request(house.x(1, 1)),
                    reply -> {
                        leases.add(servable.leases());
                        replies.onReply(reply);
                    });
            replies.answer().close();
            assertThat(leases).containsExactly(0L);
        }
    }

    @Test
    void failureIsToldToObserversBeforeItIsHandedOver() {
        TestModel.Act refuses =
                x -> {
                    throw ServingException.invalidArgument("no");
                };
        try (var house = new House(ModelSettings.STANDARD, refuses)) {
            Exchange exchange = Exchange.begin("test");
            Call call = house.door().open(SUMS, exchange);
            List<Exchange> toldBefore = new ArrayList<>();
            var replies = new House.Replies();
            call.run(
                    request(house.x(1, 1)),
                    reply -> {
                        toldBefore.addAll(house.finished());
                        replies.onReply(reply);
                    });
            Reply.Failure failure = replies.failure();
            assertThat(failure.exception()).hasMessage("no");
            assertThat(toldBefore).containsExactly(exchange);
            assertThat(exchange.failure()).contains(ErrorCode.INVALID_ARGUMENT);
        }
    }

    @Test
    void callThatCouldNotBeReadEndsWithoutRunning() {
        try (var house = new House()) {
            Exchange exchange = Exchange.begin("test");
            Call call = house.door().open(SUMS, exchange);
            call.fail(ServingException.invalidArgument("not JSON"));
            assertThat(house.finished()).containsExactly(exchange);
            assertThat(exchange.failure()).contains(ErrorCode.INVALID_ARGUMENT);
            assertThat(house.catalog().get().find(SUMS).leases()).isZero();
        }
    }

    @Test
    void callIsUsedOnce() {
        try (var house = new House()) {
            Call call = house.door().open(SUMS, Exchange.begin("test"));
            call.fail(ServingException.invalidArgument("not JSON"));
            assertThatThrownBy(() -> call.fail(ServingException.invalidArgument("again")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(house.finished()).hasSize(1);
        }
    }

    @Test
    void unknownModelIsRefusedAndObserversAreTold() {
        try (var house = new House()) {
            Exchange exchange = Exchange.begin("test");
            assertThatThrownBy(() -> house.door().open(ModelRef.latest("foo"), exchange))
                    .hasMessage("Servable not found for request: Latest(foo)");
            assertThat(house.finished()).containsExactly(exchange);
            assertThat(exchange.failure()).contains(ErrorCode.NOT_FOUND);
            assertThat(exchange.model()).isEmpty();
        }
    }

    @Test
    void versionThatIsLeavingForGoodIsRefusedAfterAFewLooks() {
        try (var house = new House()) {
            house.catalog().get().find(SUMS).retire(() -> {});
            assertThatThrownBy(() -> house.door().open(SUMS, Exchange.begin("test")))
                    .hasMessage("model sums is being replaced");
            house.publish(house.servable(2));
            Call call = house.door().open(SUMS, Exchange.begin("test"));
            assertThat(call.model().id().version()).isEqualTo(2);
            call.fail(ServingException.invalidArgument("enough"));
        }
    }

    @Test
    void requestWithoutDeadlineGetsTheModels() {
        var limits = new LimitSettings(10, 1000, Duration.ofNanos(1));
        ModelSettings standard = ModelSettings.STANDARD;
        var impatient =
                new ModelSettings(
                        standard.engine(),
                        standard.versions(),
                        standard.labels(),
                        standard.batching(),
                        1,
                        standard.warmup(),
                        limits,
                        standard.engineOptions());
        try (var house = new House(impatient, TestModel.Act.NONE)) {
            var replies = new House.Replies();
            house.door().open(SUMS, Exchange.begin("test")).run(request(house.x(1, 1)), replies);
            assertThat(replies.failure().exception().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void stoppingRefusesNewCallsAndWaitsForThoseInside() throws InterruptedException {
        var gate = new Semaphore(0);
        try (var house = new House(ModelSettings.STANDARD, x -> gate.acquireUninterruptibly())) {
            var replies = new House.Replies();
            house.door().open(SUMS, Exchange.begin("test")).run(request(house.x(1, 1)), replies);
            house.door().stop();
            assertThatThrownBy(() -> house.door().open(SUMS, Exchange.begin("test")))
                    .hasMessage("the server is stopping");
            assertThat(house.door().awaitIdle(Duration.ofMillis(1))).isFalse();
            gate.release();
            replies.answer().close();
            assertThat(house.door().awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(house.finished()).hasSize(2);
        }
    }
}
