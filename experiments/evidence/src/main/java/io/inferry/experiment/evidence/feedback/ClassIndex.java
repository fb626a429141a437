package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.ClassCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows and columns of an experiment's confusion matrices: the first classes that are seen get
 * one each and keep it, all later ones share the last. Shared by its arms; safe for many threads.
 */
final class ClassIndex {
    private static final int NAMES_MAX = 1024;

    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<Integer> codes = new ArrayList<>();

    /** Remembers what a name's code stands for. */
    synchronized void name(int code, String name) {
        if (names.size() < NAMES_MAX) {
            names.putIfAbsent(code, name);
        }
    }

    /** The row or column of a class; {@link Confusion#CLASSES_MAX} for all others. */
    synchronized int place(int code) {
        Integer place = places.get(code);
        if (place != null) {
            return place;
        }
        if (codes.size() == Confusion.CLASSES_MAX) {
            return Confusion.CLASSES_MAX;
        }
        codes.add(code);
        places.put(code, codes.size() - 1);
        return codes.size() - 1;
    }

    /** What a row or column is called. */
    synchronized String title(int place) {
        if (place >= codes.size()) {
            return Confusion.OTHER;
        }
        int code = codes.get(place);
        return code < ClassCode.NAMES
                ? Integer.toString(code)
                : names.getOrDefault(code, "#" + Integer.toHexString(code));
    }
}
