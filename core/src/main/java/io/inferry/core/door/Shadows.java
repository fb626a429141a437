package io.inferry.core.door;

import io.inferry.api.model.ModelRef;
import io.inferry.api.traffic.Shadow;
import io.inferry.core.catalog.CatalogReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes that copies run on, one for each model and shadow. */
final class Shadows {
    private final Door door;
    private final CatalogReference catalog;
    private final Map<ModelRef, ShadowLane> lanes = new ConcurrentHashMap<>();

    Shadows(Door door, CatalogReference catalog) {
        this.door = door;
        this.catalog = catalog;
    }

    /** What a call of this model does for its shadows. */
    Shadowing of(String model, List<Shadow> wanted) {
        if (wanted.isEmpty()) {
            return Shadowing.NONE;
        }
        return new Shadowing(wanted.stream().map(shadow -> lane(model, shadow)).toList());
    }

    private ShadowLane lane(String model, Shadow shadow) {
        return lanes.compute(
                new ModelRef(model, shadow.target()),
                (ref, lane) ->
                        lane != null && lane.inFlightMax() == shadow.inFlightMax()
                                ? lane
                                : new ShadowLane(door, catalog, ref, shadow.inFlightMax()));
    }
}
