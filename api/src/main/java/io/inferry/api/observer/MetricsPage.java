package io.inferry.api.observer;

/** An observer that can be scraped. */
public interface MetricsPage {
    /**
     * The present values.
     *
     * @param accept the scraper's Accept header, empty when it sent none; chooses between
     *     Prometheus text and OpenMetrics
     */
    Page scrape(String accept);

    /**
     * Shows another observer's series beside its own, where it can; told before the first scrape.
     */
    default void include(MetricsSource source) {}

    /** A rendered page. */
    record Page(String contentType, String text) {}
}
