package io.inferry.transport.listen;

import java.util.List;

/**
 * Where and how to listen.
 *
 * @param host the address to bind, {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param listeners what differs from the standard, by listener
 * @param unlisted where the listeners go that are not in that list
 * @param eventLoops how many I/O threads all listeners share
 */
public record ListenSettings(
        String host,
        List<ListenerSettings> listeners,
        UnlistedPorts unlisted,
        ListenLimits limits,
        int eventLoops,
        ListenerObserver observer) {
    /** Ports of listeners that the settings do not name. */
    public enum UnlistedPorts {
        /** The endpoint's own standard port. */
        STANDARD,
        /** Any free port: for tests. */
        ANY_FREE
    }

    public ListenSettings {
        listeners = List.copyOf(listeners);
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops must be ≥ 1, was " + eventLoops);
        }
    }

    /** Loopback, every endpoint on its standard port, one event loop per processor. */
    public static ListenSettings standard() {
        return new ListenSettings(
                "127.0.0.1",
                List.of(),
                UnlistedPorts.STANDARD,
                ListenLimits.STANDARD,
                Runtime.getRuntime().availableProcessors(),
                ListenerObserver.NONE);
    }

    /** Loopback, every endpoint on some free port, one event loop: for tests. */
    public static ListenSettings onFreePorts() {
        var standard = standard();
        return new ListenSettings(
                standard.host,
                List.of(),
                UnlistedPorts.ANY_FREE,
                standard.limits,
                1,
                standard.observer);
    }

    /** The same with other limits. */
    public ListenSettings withLimits(ListenLimits other) {
        return new ListenSettings(host, listeners, unlisted, other, eventLoops, observer);
    }

    /** The same with exactly these differing listeners. */
    public ListenSettings withListeners(ListenerSettings... others) {
        return new ListenSettings(host, List.of(others), unlisted, limits, eventLoops, observer);
    }

    /** The same with another observer. */
    public ListenSettings withObserver(ListenerObserver other) {
        return new ListenSettings(host, listeners, unlisted, limits, eventLoops, other);
    }

    /** The settings of one listener. */
    ListenerSettings listener(String name, int standardPort) {
        for (ListenerSettings one : listeners) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return ListenerSettings.onPort(name, unlisted == UnlistedPorts.ANY_FREE ? 0 : standardPort);
    }
}
