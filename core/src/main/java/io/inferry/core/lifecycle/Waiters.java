package io.inferry.core.lifecycle;

import io.inferry.api.management.ModelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Those who wait until models were tried. Used by the loop only. */
final class Waiters {
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(Set<String> names, CompletableFuture<List<ModelStatus>> met) {}

    CompletableFuture<List<ModelStatus>> add(Set<String> names) {
        CompletableFuture<List<ModelStatus>> met = new CompletableFuture<>();
        waiters.add(new Waiter(Set.copyOf(names), met));
        return met;
    }

    /** Tells those whose models were all tried, on another thread, and forgets who gave up. */
    void call(Map<String, ModelLife> models) {
        waiters.removeIf(waiter -> waiter.met.isDone() || isOver(waiter, models));
    }

    private static boolean isOver(Waiter waiter, Map<String, ModelLife> models) {
        List<ModelStatus> statuses = new ArrayList<>();
        for (String name : waiter.names) {
            Optional<ModelLife> model = Optional.ofNullable(models.get(name));
            if (model.filter(ModelLife::isUntried).isPresent()) {
                return false;
            }
            model.ifPresent(known -> statuses.add(new ModelReport(known).entry().status()));
        }
        var _ = waiter.met.completeAsync(() -> statuses);
        return true;
    }
}
