package io.inferry.api.observer;

import java.util.Map;

/** An observer with series of its own, for the page that scrapers read. */
public interface MetricsSource {
    /** Tells the present values; called for each scrape, by any thread. */
    void measure(Measurements into);

    /** Takes values; those of one name have the same kind, help and label names. */
    interface Measurements {
        /**
         * A value that only grows.
         *
         * @param name without {@code _total}
         * @param labels by name, in the order to show
         */
        void counter(String name, String help, Map<String, String> labels, double value);

        /** A value that comes and goes. */
        void gauge(String name, String help, Map<String, String> labels, double value);
    }
}
