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

    /** A rendered page. */
    record Page(String contentType, String text) {}
}
