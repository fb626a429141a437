package io.inferry.protocol.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.Readiness;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.MetricsPage;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every route of the admin API; openapi.json describes each, and a test holds the two together. */
final class Routes {
    private final Management management;
    private final Optional<MetricsPage> metrics;
    private final TrafficRoutes traffic;

    private Routes(ProtocolContext context) {
        this.management = context.management();
        this.metrics = context.observer(MetricsPage.class);
        this.traffic = new TrafficRoutes(context.management());
    }

    static List<Route> all(ProtocolContext context) {
        Routes routes = new Routes(context);
        return Stream.concat(routes.own().stream(), routes.traffic.all().stream()).toList();
    }

    private List<Route> own() {
        return List.of(
                new Route(
                        "GET",
                        "/livez",
                        (request, path) -> Json.response(200, Map.of("live", true))),
                new Route("GET", "/readyz", (request, path) -> readiness()),
                new Route("GET", "/metrics", (request, path) -> scrape(request)),
                new Route("GET", "/openapi.json", (request, path) -> openApi()),
                new Route("GET", "/api/models", (request, path) -> models()),
                new Route("GET", "/api/models/{name}", (request, path) -> model(path)),
                new Route("POST", "/api/models/{name}/load", (request, path) -> load(path)),
                new Route("POST", "/api/models/{name}/unload", (request, path) -> unload(path)),
                new Route("POST", "/api/models/{name}/rollback", (request, path) -> rollback(path)),
                new Route(
                        "POST",
                        "/api/models/{name}/versions/{version}/retry",
                        (request, path) -> retry(path)),
                new Route("PUT", "/api/models/{name}/labels/{label}", this::setLabel),
                new Route(
                        "DELETE",
                        "/api/models/{name}/labels/{label}",
                        (request, path) -> removeLabel(path)));
    }

    private HttpResponse readiness() {
        Readiness readiness = management.readiness();
        return Json.response(
                readiness.ready() ? 200 : 503,
                Map.of("ready", readiness.ready(), "reasons", readiness.reasons()));
    }

    private HttpResponse scrape(HttpRequest request) {
        MetricsPage page =
                metrics.orElseThrow(() ->
                        ServingException.unimplemented(
                                "no metrics observer is installed in this server"));
        MetricsPage.Page rendered = page.scrape(request.header("accept").orElse(""));
        return new HttpResponse(
                200, rendered.contentType(), List.of(), Bytes.utf8(rendered.text()));
    }

    private static HttpResponse openApi() {
        try (InputStream document = Routes.class.getResourceAsStream("openapi.json")) {
            if (document == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return HttpResponse.json(200, Bytes.of(document.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse models() {
        return Json.response(200, StatusJson.everything(management));
    }

    private HttpResponse model(Map<String, String> path) {
        return shown(name(path));
    }

    private HttpResponse load(Map<String, String> path) {
        management.load(name(path));
        return shown(name(path));
    }

    private HttpResponse unload(Map<String, String> path) {
        management.unload(name(path));
        return shown(name(path));
    }

    private HttpResponse rollback(Map<String, String> path) {
        ModelId answering = management.rollback(name(path));
        return Json.response(
                200, Map.of("model", answering.name(), "answering", answering.version()));
    }

    private HttpResponse retry(Map<String, String> path) {
        management.retry(new ModelId(name(path), version(value(path, "version"))));
        return shown(name(path));
    }

    private HttpResponse setLabel(HttpRequest request, Map<String, String> path) {
        JsonNode version = Json.object(request).path("version");
        if (!version.canConvertToLong() || !version.isIntegralNumber() || version.longValue() < 0) {
            throw ServingException.invalidArgument(
                    "the body must be {\"version\": N} with a version of 0 or more, 'version' was "
                            + version);
        }
        management.setLabel(new ModelId(name(path), version.longValue()), value(path, "label"));
        return shown(name(path));
    }

    private HttpResponse removeLabel(Map<String, String> path) {
        management.removeLabel(name(path), value(path, "label"));
        return shown(name(path));
    }

    private HttpResponse shown(String name) {
        return management
                .model(name)
                .map(status -> Json.response(200, page(status)))
                .orElseThrow(() -> ServingException.notFound("there is no model '" + name + "'"));
    }

    private Map<String, Object> page(ModelStatus status) {
        Map<String, Object> page = StatusJson.model(status);
        Map<String, Object> divided = traffic.shown(status.name());
        if (!divided.isEmpty()) {
            page.put("traffic", divided);
        }
        return page;
    }

    static String name(Map<String, String> path) {
        String name = value(path, "name");
        if (name.isEmpty()) {
            throw ServingException.invalidArgument("the path has an empty model name");
        }
        return name;
    }

    private static long version(String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            // said below, for negative numbers as well
        }
        throw ServingException.invalidArgument(
                "a version is a number of 0 or more, was '" + text + "'");
    }

    private static String value(Map<String, String> path, String variable) {
        String value = path.get(variable);
        if (value == null) {
            throw new IllegalStateException("the route has no variable " + variable);
        }
        return value;
    }
}
