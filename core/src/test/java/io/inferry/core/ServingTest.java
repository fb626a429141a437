package io.inferry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.StateChange;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.Observer;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.core.lifecycle.LinearEngine;
import io.inferry.core.lifecycle.ModelFolder;
import io.inferry.core.repository.RepositorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine room with its own threads, and no socket. */
@Timeout(60)
class ServingTest {
    @TempDir Path root;

    private final LinearEngine engine = new LinearEngine();
    private final Arrivals arrivals = new Arrivals();

    /** Lets a test wait for states instead of for time. */
    private static final class Arrivals implements Observer {
        private final LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();

        @Override
        public void changed(ModelId id, StateChange change) {
            changes.add(id + " " + change.state() + " " + change.reason());
        }

        void await(String start) throws InterruptedException {
            String change = "";
            while (!change.startsWith(start)) {
                change = changes.poll(30, TimeUnit.SECONDS);
                assertThat(change).as("waiting for " + start).isNotNull();
            }
        }
    }

    private ServingBuilder builder() {
        Duration often = Duration.ofMillis(10);
        return Serving.builder()
                .models(root)
                .engine(engine)
                .observer(arrivals)
                .repository(new RepositorySettings(often, Duration.ZERO, ".complete", 100, 4));
    }

    private static float ask(Serving serving, String model, float x) {
        NumericTensor input = NumericTensor.ofFloats(serving.inference().memory(), Shape.of(1), x);
        Map<String, Tensor> outputs = serving.predict(model, Map.of("x", input));
        try (NumericTensor y = (NumericTensor) outputs.get("y")) {
            return y.toFloats()[0];
        }
    }

    @Test
    void aDirectoryOfModelsAnswersWithoutASocket() {
        new ModelFolder(root).file("half_plus_two.linear", "a=0.5 b=2");
        try (Serving serving = builder().start()) {
            assertThat(ask(serving, "half_plus_two", 10)).isEqualTo(7);
            assertThat(serving.management().readiness().ready()).isTrue();
            assertThat(serving.management().tensorBytes()).isZero();
            assertThat(serving.management().queues()).hasSize(1);
        }
        assertThat(engine.liveModels()).isZero();
    }

    @Test
    void standardSettingsLoadFilesThatWereWrittenAMomentAgo() {
        new ModelFolder(root).version("m", "1", "b=1");
        try (Serving serving = Serving.builder().models(root).engine(engine).start()) {
            assertThat(ask(serving, "m", 1)).isEqualTo(2);
        }
    }

    @Test
    void failuresOfARequestReachTheCaller() {
        new ModelFolder(root).version("bad", "1", "load=fail");
        try (Serving serving = builder().start()) {
            assertThatExceptionOfType(ServingException.class)
                    .isThrownBy(() -> ask(serving, "bad", 1))
                    .satisfies(
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThat(serving.management().tensorBytes()).isZero();
        }
    }

    @Test
    void loadingGoesOnInParallelAndStartLoadingDoesNotWait() throws InterruptedException {
        ModelFolder folder = new ModelFolder(root);
        folder.version("slow", "1", "b=1 gate=slow");
        folder.version("fast", "1", "b=2");
        try (Serving serving = builder().startLoading()) {
            arrivals.await("fast/1 AVAILABLE");
            assertThat(ask(serving, "fast", 0)).isEqualTo(2);
            assertThat(serving.awaitLoaded(Duration.ZERO)).isFalse();
            engine.open("slow");
            assertThat(serving.awaitLoaded(Duration.ofSeconds(30))).isTrue();
            assertThat(ask(serving, "slow", 0)).isEqualTo(1);
        }
    }

    @Test
    void operatorsActThroughManagement() throws InterruptedException {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        folder.version("m", "2", "b=2");
        try (Serving serving = builder().start()) {
            assertThat(serving.management().rollback("m")).isEqualTo(new ModelId("m", 1));
            arrivals.await("m/2 UNLOADED");
            assertThat(ask(serving, "m", 0)).isEqualTo(1);
            folder.version("late", "1", "b=3");
            serving.management().load("late");
            arrivals.await("late/1 AVAILABLE");
            assertThat(serving.management().model("late")).isPresent();
            serving.management().unload("m");
            arrivals.await("m/1 UNLOADED");
        }
    }

    @Test
    void aWithdrawnServerIsNotReadyAndStillAnswers() {
        new ModelFolder(root).version("m", "1", "b=1");
        try (Serving serving = builder().start()) {
            serving.withdraw();
            assertThat(ask(serving, "m", 0)).isEqualTo(1);
            assertThat(serving.management().readiness().reasons())
                    .containsExactly("the server is stopping");
        }
    }

    @Test
    void aClosedServerRefusesAndSaysWhatItWas() {
        new ModelFolder(root).version("m", "1", "b=1");
        Serving serving = builder().start();
        serving.close();
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> serving.management().unload("m"))
                .withMessage("the server is stopped");
        assertThat(serving.management().model("m").orElseThrow().versions().getFirst().state())
                .isEqualTo(VersionState.UNLOADED);
        assertThat(engine.liveModels()).isZero();
    }

    @Test
    void versionsAreSwappedUnderLoadWithoutOneFailedRequest() throws InterruptedException {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "a=0 b=1");
        AtomicReference<Throwable> failed = new AtomicReference<>();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        try (Serving serving = builder().start()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        float before = 0;
                                        while (!enough.get()) {
                                            float version = ask(serving, "m", 1);
                                            assertThat(version).isGreaterThanOrEqualTo(before);
                                            before = version;
                                            answers.incrementAndGet();
                                        }
                                    } catch (Throwable e) {
                                        failed.set(e);
                                    }
                                }));
            }
            for (int version = 2; version <= 20; version++) {
                folder.version("m", Integer.toString(version), "a=0 b=" + version);
                arrivals.await("m/" + (version - 1) + " UNLOADED");
            }
            for (int write = 21; write <= 30; write++) {
                folder.version("m", "20", "a=0 b=" + write);
                arrivals.await("m/20 AVAILABLE loaded again");
            }
            enough.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failed.get()).isNull();
            assertThat(answers.get()).isGreaterThan(100);
            assertThat(ask(serving, "m", 1)).isEqualTo(30);
        }
        assertThat(engine.liveModels()).isZero();
    }

    @Test
    void twoHundredSwapsLeaveOneModel() throws InterruptedException {
        ModelFolder folder = new ModelFolder(root);
        folder.version("m", "1", "b=1");
        try (Serving serving = builder().start()) {
            for (int version = 2; version <= 201; version++) {
                folder.version("m", Integer.toString(version), "b=" + version);
                arrivals.await("m/" + (version - 1) + " UNLOADED");
                folder.delete("m/" + (version - 1));
            }
            assertThat(engine.loads()).isEqualTo(201);
            assertThat(engine.liveModels()).isEqualTo(1);
            assertThat(serving.management().modelBytes()).isEqualTo(1000);
            assertThat(serving.management().model("m").orElseThrow().versions())
                    .hasSizeLessThanOrEqualTo(101);
            assertThat(ask(serving, "m", 0)).isEqualTo(201);
        }
    }
}
