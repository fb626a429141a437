package io.inferry.experiment.control.judging;

import java.util.HashMap;
import java.util.Map;

/** The tracks of an experiment, by name. Belongs to one thread. */
public final class Tracks {
    private final Map<String, Track> tracks = new HashMap<>();

    /** With what was kept. */
    public Tracks(Map<String, Track> kept) {
        tracks.putAll(kept);
    }

    Track of(String name) {
        return tracks.getOrDefault(name, Track.START);
    }

    Track keep(String name, Track track) {
        tracks.put(name, track);
        return track;
    }

    /** All of them, to be kept. */
    public Map<String, Track> all() {
        return Map.copyOf(tracks);
    }
}
