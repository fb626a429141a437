package io.inferry.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.ReplyHandler;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.Observer;
import io.inferry.api.observer.ShadowPair;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.traffic.Assignment;
import io.inferry.core.batching.Execution;
import io.inferry.core.batching.ExecutionContext;
import io.inferry.core.batching.TestModel;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogModel;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import io.inferry.core.routing.TrafficBoard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A door with a catalog, a model "sums" and an observer behind it; all real. */
final class House implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final PooledMemory memory = new PooledMemory(MemoryLimits.STANDARD);
    private final CatalogReference catalog = new CatalogReference();
    private final List<Exchange> finished = Collections.synchronizedList(new ArrayList<>());
    private final List<Assignment> answered = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Compared> pairs = new LinkedBlockingQueue<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Observer observer =
            new Observer() {
                @Override
                public void finished(Exchange exchange) {
                    finished.add(exchange);
                }

                @Override
                public void answered(Exchange exchange, Map<String, Tensor> outputs) {
                    answered.add(exchange.assignment().orElseThrow());
                }

                @Override
                public void shadowed(ShadowPair pair) {
                    pairs.add(Compared.of(pair));
                }
            };
    private final TrafficBoard traffic = new TrafficBoard(catalog, Optional.of("secret"));
    private final Door door =
            new Door(new Door.Routes(catalog, traffic), memory, List.of(observer));
    private final ModelSettings settings;
    private final TestModel.Act act;

    House(ModelSettings settings, TestModel.Act act) {
        this.settings = settings;
        this.act = act;
        publish(servable(1));
    }

    House() {
        this(ModelSettings.STANDARD, TestModel.Act.NONE);
    }

    Door door() {
        return door;
    }

    PooledMemory memory() {
        return memory;
    }

    CatalogReference catalog() {
        return catalog;
    }

    /** The exchanges that the observer was told of; look only after the reply is there. */
    List<Exchange> finished() {
        return finished;
    }

    /** What operators say of traffic. */
    TrafficBoard traffic() {
        return traffic;
    }

    /** What the observer was told of answers whose traffic is divided. */
    List<Assignment> answered() {
        return answered;
    }

    /** The next comparison with a shadow, once it is there. */
    Compared compared() {
        try {
            Compared next = pairs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no shadow was compared");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A pair, read while it was open. */
    record Compared(List<Float> inputs, List<Float> live, VersionChoice shadow, String answer) {
        static Compared of(ShadowPair pair) {
            return new Compared(
                    list(pair.inputs().get("x")),
                    list(pair.live().outputs().get("sum")),
                    pair.shadow(),
                    switch (pair.answer()) {
                        case ShadowPair.Answered.Outputs some ->
                                list(some.outputs().get("sum")).toString();
                        case ShadowPair.Answered.Failed failed -> failed.failure().text();
                        case ShadowPair.Answered.Skipped skipped -> skipped.why();
                    });
        }

        private static List<Float> list(Tensor tensor) {
            List<Float> values = new ArrayList<>();
            for (float value : ((NumericTensor) tensor).toFloats()) {
                values.add(value);
            }
            return values;
        }
    }

    Servable servable(long version) {
        return servable(version, act);
    }

    Servable servable(long version, TestModel.Act way) {
        var id = new ModelId("sums", version);
        var model = new TestModel(memory, way);
        var context = new ExecutionContext(memory, List.of());
        Execution execution = Execution.start(id, model, settings, context);
        executions.add(execution);
        var description = new ModelDescription(id, "java", model.signatures(), Map.of());
        return new Servable(description, settings, execution);
    }

    /** These answer from now on, the last of them as the latest. */
    void publish(Servable... servables) {
        Map<Long, Servable> versions = new HashMap<>();
        for (Servable each : servables) {
            versions.put(each.description().id().version(), each);
        }
        Servable latest = servables[servables.length - 1];
        var status = new ModelStatus("sums", List.of(), Map.of());
        var model =
                new CatalogModel(
                        status,
                        Optional.of(latest),
                        versions,
                        Map.of(),
                        Map.of(),
                        Optional.empty());
        catalog.publish(new Catalog(Map.of("sums", model), new Readiness(List.of()), 0));
    }

    NumericTensor x(int rows, float... values) {
        return NumericTensor.ofFloats(memory, Shape.of(rows, values.length / rows), values);
    }

    /** Waits for a reply that may come on another thread. */
    static final class Replies implements ReplyHandler {
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        @Override
        public void onReply(Reply came) {
            if (!reply.complete(came)) {
                throw new AssertionError("a second reply: " + came);
            }
        }

        /** Waits; closes the answer if it is one. */
        boolean isAnswer() {
            if (join() instanceof Answer answer) {
                answer.close();
                return true;
            }
            return false;
        }

        Answer answer() {
            if (join() instanceof Answer answer) {
                return answer;
            }
            throw new AssertionError("expected an answer, got " + reply);
        }

        Reply.Failure failure() {
            if (join() instanceof Reply.Failure failure) {
                return failure;
            }
            throw new AssertionError("expected a failure, got " + reply);
        }

        private Reply join() {
            return reply.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    static float[] floats(Answer answer, String output) {
        Tensor tensor = answer.outputs().get(output);
        return tensor instanceof NumericTensor numbers ? numbers.toFloats() : new float[0];
    }

    @Override
    public void close() {
        executions.forEach(Execution::close);
        assertThat(door.callsInFlight()).isZero();
        assertThat(memory.usedBytes()).isZero();
        memory.close();
    }
}
