package io.inferry.protocol.tfserving.config;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.peer.PeerStart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens ports once the models that a server starts with were tried, well or not. Upstream wants all
 * of them available: one that fails ends its start, one without versions keeps ports closed for
 * ever.
 */
final class FirstModels implements PeerStart.Opening {
    /** Between two looks at models that have no version yet. */
    private static final long AGAIN_NANOS = 100_000_000;

    private final Set<String> names;
    private final boolean strict;

    /**
     * @param strict whether to do as upstream
     */
    FirstModels(Set<String> names, boolean strict) {
        this.names = Set.copyOf(names);
        this.strict = strict;
    }

    @Override
    public PeerStart.Verdict await(Management management) throws InterruptedException {
        List<ModelStatus> models = tried(management);
        if (!strict) {
            return new PeerStart.Open(Availability.complaint(models, "servable").stream().toList());
        }
        while (models.size() < names.size() || !models.stream().allMatch(this::isDecided)) {
            pause();
            models = tried(management);
        }
        Optional<String> complaint = Availability.complaint(models, "servable");
        return complaint.isEmpty()
                ? new PeerStart.Open(List.of())
                : Ending.failed("UNKNOWN: " + complaint.get());
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(AGAIN_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean isDecided(ModelStatus model) {
        return Availability.isAvailable(model) || Availability.hasFailed(model);
    }

    private List<ModelStatus> tried(Management management) throws InterruptedException {
        CompletableFuture<List<ModelStatus>> tried = management.tried(names);
        try {
            return tried.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            tried.cancel(false);
        }
    }
}
