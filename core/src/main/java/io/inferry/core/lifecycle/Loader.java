package io.inferry.core.lifecycle;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.inference.WarmupRecords;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.core.batching.Execution;
import io.inferry.core.batching.ExecutionContext;
import io.inferry.core.catalog.Servable;
import io.inferry.core.table.TableModel;
import java.time.Duration;
import java.util.Optional;

/** Loads and warms one version. Slow; called by the pool's threads, several at once. */
final class Loader {
    private final Engines engines;
    private final ExecutionContext context;
    private final RecordedWarmup recorded;

    Loader(Engines engines, ExecutionContext context, RecordedWarmup recorded) {
        this.engines = engines;
        this.context = context;
        this.recorded = recorded;
    }

    /**
     * Loads as planned. Whatever an engine does, errors of native code included, is an outcome: one
     * broken model must not end a thread that loads others.
     *
     * @param warming called when the engine is done
     */
    LoadOutcome load(ModelId id, LoadPlan plan, Runnable warming) {
        long began = System.nanoTime();
        try {
            plan.problem()
                    .ifPresent(problem -> {
                        throw ServingException.invalidModel(problem);
                    });
            ModelSettings settings = plan.version().of(plan.artifact(), plan.settings());
            Engines.Choice choice = engines.choose(plan.artifact(), settings.engine());
            Model bare =
                    choice.engine()
                            .load(
                                    new LoadRequest(
                                            id,
                                            choice.artifact(),
                                            settings.engineOptions(),
                                            context.memory()));
            Model model = tabled(bare, settings);
            return new LoadOutcome.Done(
                    start(new Begun(id, plan, settings, model, began), warming));
        } catch (ServingException e) {
            return new LoadOutcome.Failed(e.code(), e.text());
        } catch (Throwable e) {
            return new LoadOutcome.Failed(ErrorCode.INTERNAL, "the load failed: " + e);
        }
    }

    private Model tabled(Model bare, ModelSettings settings) {
        try {
            return TableModel.over(bare, settings.table(), context.memory());
        } catch (Throwable e) {
            closeAfter(e, bare);
            throw e;
        }
    }

    private record Begun(
            ModelId id, LoadPlan plan, ModelSettings settings, Model model, long beganNanos) {}

    private Loaded start(Begun begun, Runnable warming) {
        try {
            Execution execution =
                    Execution.start(begun.id(), begun.model(), begun.settings(), context);
            return warm(begun, execution, warming);
        } catch (Throwable e) {
            closeAfter(e, begun.model());
            throw e;
        }
    }

    private Loaded warm(Begun begun, Execution execution, Runnable warming) {
        try {
            warming.run();
            Model model = begun.model();
            ModelDescription description =
                    new ModelDescription(
                            begun.id(),
                            model.platform(),
                            model.signatures(),
                            model.metadata(),
                            model.classes(),
                            begun.settings().requestLog());
            boolean replayed = replay(begun, description, execution);
            Optional<String> warning = replayed ? Optional.empty() : warmUp(begun, execution);
            return new Loaded(
                    begun.id(),
                    begun.plan(),
                    model,
                    new Servable(description, begun.settings(), execution),
                    model.nativeBytes(),
                    Duration.ofNanos(System.nanoTime() - begun.beganNanos()),
                    warning);
        } catch (Throwable e) {
            closeAfter(e, execution);
            throw e;
        }
    }

    /** Recorded requests say better than zeros what will come. */
    private boolean replay(Begun begun, ModelDescription description, Execution execution) {
        WarmupSettings.Recorded settings = begun.settings().warmup().recorded();
        var version =
                new WarmupRecords.Version(
                        begun.plan().artifact(),
                        description,
                        context.memory(),
                        settings.recordsMax());
        return recorded.replay(version, settings, execution) > 0;
    }

    private Optional<String> warmUp(Begun begun, Execution execution) {
        if (begun.model().isStateful()) {
            return Optional.empty();
        }
        WarmupSettings settings = begun.settings().warmup();
        Signature signature = begun.model().signatures().get(Signature.DEFAULT_NAME);
        if (signature == null) {
            return Optional.of("not warmed up: it has no signature " + Signature.DEFAULT_NAME);
        }
        try {
            new Warmup(settings, context.memory()).run(signature, execution::runNow);
            return Optional.empty();
        } catch (ServingException e) {
            if (signature.columnar() && e.code() == ErrorCode.INVALID_ARGUMENT) {
                // Zero and the empty text need not be values of this table: nothing is wrong.
                return Optional.empty();
            }
            if (settings.required()) {
                throw ServingException.of(e.code(), "warm-up failed: " + e.text(), e);
            }
            return Optional.of("warm-up failed: " + e.text());
        }
    }

    private static void closeAfter(Throwable failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
