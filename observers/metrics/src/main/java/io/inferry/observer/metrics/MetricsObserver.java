package io.inferry.observer.metrics;

import io.inferry.api.inference.Exchange;
import io.inferry.api.management.Management;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.MetricsPage;
import io.inferry.api.observer.MetricsSource;
import io.inferry.api.observer.Observer;
import io.inferry.api.observer.ShadowPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens, and shows it to scrapers. Telling it costs some atomic additions; the
 * Prometheus library is loaded with the first scrape.
 */
public final class MetricsObserver implements Observer, MetricsPage {
    private final Series series = new Series();
    private final List<MetricsSource> sources = new CopyOnWriteArrayList<>();
    private volatile @Nullable Scrape scrape;

    @Override
    public void include(MetricsSource source) {
        sources.add(source);
    }

    @Override
    public void started(Management management) {
        scrape = new Scrape(series, management, new IncludedSeries(sources));
    }

    @Override
    public void finished(Exchange exchange) {
        series.finished(exchange);
    }

    @Override
    public void routed(Exchange exchange) {
        series.routed(exchange);
    }

    @Override
    public void shadowed(ShadowPair pair) {
        series.shadowed(pair);
    }

    @Override
    public void ran(ModelId id, int requests, int rows) {
        series.ran(id, requests, rows);
    }

    @Override
    public void loaded(ModelId id, Duration took) {
        series.loaded(id, took);
    }

    @Override
    public Page scrape(String accept) {
        Scrape ready = scrape;
        if (ready == null) {
            throw new IllegalStateException("metrics were asked for before the server started");
        }
        return ready.page(accept);
    }
}
