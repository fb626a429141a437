package io.inferry.protocol.tfserving.rest;

import io.inferry.api.observer.MetricsPage;
import io.inferry.protocol.tfserving.monitoring.PrometheusPage;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** Answers scrapers where upstream does: beside the API, at a path of the operator's choice. */
final class Scraping {
    private static final String TEXT = "text/plain";

    private final String path;
    private final PrometheusPage page;

    /**
     * @param path empty for no page
     */
    Scraping(String path, RequestCounts counts, Optional<MetricsPage> own) {
        this.path = path;
        page = new PrometheusPage(counts, own);
    }

    boolean covers(String requested) {
        return !path.isEmpty() && path.equals(requested);
    }

    /** The page; a query is a mistake, as upstream has it. */
    HttpResponse answer(HttpRequest request) {
        String target = target(request);
        return target.equals(path)
                ? text(200, page.render())
                : text(400, "Unexpected path: " + target + ". Should be " + path);
    }

    private static HttpResponse text(int status, String content) {
        return new HttpResponse(status, TEXT, List.of(), Bytes.utf8(content));
    }

    /** Path and query as sent. */
    static String target(HttpRequest request) {
        String query = request.query();
        return query.isEmpty() ? request.path() : request.path() + '?' + query;
    }
}
