package io.inferry.core.door;

import io.inferry.api.model.ModelRef;
import io.inferry.core.catalog.Catalog;
import io.inferry.core.catalog.CatalogReference;
import io.inferry.core.catalog.Servable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What one shadow of one model may have in flight. */
final class ShadowLane {
    private final Door door;
    private final CatalogReference catalog;
    private final ModelRef target;
    private final int inFlightMax;
    private final AtomicInteger inFlight = new AtomicInteger();

    ShadowLane(Door door, CatalogReference catalog, ModelRef target, int inFlightMax) {
        this.door = door;
        this.catalog = catalog;
        this.target = target;
        this.inFlightMax = inFlightMax;
    }

    Door door() {
        return door;
    }

    ModelRef target() {
        return target;
    }

    int inFlightMax() {
        return inFlightMax;
    }

    /** One copy more, if the budget allows; {@link #leave} ends it. */
    boolean tryEnter() {
        if (inFlight.incrementAndGet() <= inFlightMax && door.tryEnter()) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** A copy is over. */
    void leave() {
        inFlight.decrementAndGet();
    }

    /** The version, leased; empty when it cannot answer now. */
    Optional<Servable> lease() {
        Catalog now = catalog.get();
        if (!now.has(target)) {
            return Optional.empty();
        }
        return Optional.of(now.find(target)).filter(Servable::tryLease);
    }
}
