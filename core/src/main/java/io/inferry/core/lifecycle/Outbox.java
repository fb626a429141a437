package io.inferry.core.lifecycle;

import io.inferry.api.management.StateChange;
import io.inferry.api.model.ModelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What decisions want done. It is collected while they are made and done afterwards, when the new
 * catalog is out: nobody is told of a state that callers cannot see yet. Used by the loop only.
 */
final class Outbox {
    /** Something to do. */
    sealed interface Item {
        /** Load this. */
        record Load(ModelId id, LoadPlan plan) implements Item {}

        /** Let its requests finish, then close it. */
        record Retire(Loaded loaded) implements Item {}

        /** Tell observers of a change. */
        record Changed(ModelId id, StateChange change) implements Item {}

        /** Tell observers of a load. */
        record Arrived(ModelId id, Duration took) implements Item {}
    }

    private List<Item> items = new ArrayList<>();

    void add(Item item) {
        items.add(item);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** All items in order; the box is empty afterwards. */
    List<Item> drain() {
        List<Item> drained = items;
        items = new ArrayList<>();
        return drained;
    }
}
