package io.inferry.engine.tflite.runtime;

import java.util.List;

/** Whole numbers by index, unboxed. */
final class Places {
    private final int[] places;

    Places(List<Integer> places) {
        this.places = places.stream().mapToInt(Integer::intValue).toArray();
    }

    int at(int index) {
        return places[index];
    }
}
