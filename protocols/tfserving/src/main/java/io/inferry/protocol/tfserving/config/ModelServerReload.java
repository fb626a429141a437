package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.management.ModelStatus;
import io.inferry.protocol.tfserving.flags.Flag;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.transport.ProtocolContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes the whole list of models of a running server. One change at a time: the next waits. Calls
 * block, so they are made on threads that may.
 */
public final class ModelServerReload {
    private final Management management;
    private final ModelConfigs configs;
    private final Labels labels;
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * @param flags those that the server was started with
     */
    public ModelServerReload(ServerFlags flags, Management management) {
        this.management = management;
        this.configs = new ModelConfigs(flags);
        this.labels =
                new Labels(
                        management, flags.isOn(Flag.ALLOW_VERSION_LABELS_FOR_UNAVAILABLE_MODELS));
    }

    /**
     * Applies the list and waits until models that are new by name were tried.
     *
     * @param most how long to wait, for an earlier change too
     * @return empty when the new models are available, else why not, in upstream's words; upstream
     *     calls that UNKNOWN
     * @throws ServingException INVALID_ARGUMENT or FAILED_PRECONDITION in upstream's words when the
     *     list is refused and nothing changed; DEADLINE_EXCEEDED
     */
    public Optional<String> apply(ModelServerConfig config, Duration most) {
        if (!config.hasModelConfigList()) {
            throw ServingException.failedPrecondition(
                    "Cannot transition to requested config. It is only legal to transition from one"
                            + " ModelConfigList to another.");
        }
        long until = System.nanoTime() + most.toNanos();
        if (!acquire(until)) {
            throw tooLate();
        }
        try {
            return Availability.complaint(awaitTried(declare(config), until), "model");
        } finally {
            lock.unlock();
        }
    }

    /** For a protocol, whose options hold the flags. */
    public static ModelServerReload of(ProtocolContext context) {
        String lines = context.options().getOrDefault(Options.FLAGS, "");
        return new ModelServerReload(ServerFlags.ofLines(lines), context.management());
    }

    /** Applies the list if it is another than the one that holds, and does not wait for loads. */
    void applyChange(ModelServerConfig config) {
        if (!config.hasModelConfigList()) {
            throw ServingException.failedPrecondition(
                    "Cannot transition to requested config. It is only legal to transition from one"
                            + " ModelConfigList to another.");
        }
        if (!configs.declarations(config).equals(management.declared())) {
            var _ = declare(config);
        }
    }

    /** The names that are new. */
    private Set<String> declare(ModelServerConfig config) {
        Map<String, ModelDeclaration> models = configs.declarations(config);
        Map<String, ModelDeclaration> before = management.declared();
        models.forEach((name, model) -> {
            if (before.containsKey(name)) {
                refuseOtherPlatform(name, before.get(name), model);
            }
        });
        labels.check(models);
        management.declare(models);
        Set<String> added = new HashSet<>(models.keySet());
        added.removeAll(before.keySet());
        return added;
    }

    private static void refuseOtherPlatform(
            String name, ModelDeclaration before, ModelDeclaration after) {
        String old = platform(before);
        String next = platform(after);
        if (!old.equals(next)) {
            throw ServingException.invalidArgument(
                    "Illegal to change a model's platform. For model %s platform was %s and new platform requested is %s"
                            .formatted(name, old, next));
        }
    }

    private static String platform(ModelDeclaration model) {
        return model.settings().engine().orElse(SessionBundles.TENSORFLOW);
    }

    private boolean acquire(long untilNanos) {
        try {
            return lock.tryLock(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<ModelStatus> awaitTried(Set<String> names, long untilNanos) {
        CompletableFuture<List<ModelStatus>> tried = management.tried(names);
        try {
            return tried.get(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            tried.cancel(false);
            throw tooLate();
        } catch (InterruptedException e) {
            tried.cancel(false);
            Thread.currentThread().interrupt();
            throw tooLate();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ServingException tooLate() {
        return ServingException.deadlineExceeded(
                "the deadline passed before the new models were available");
    }
}
