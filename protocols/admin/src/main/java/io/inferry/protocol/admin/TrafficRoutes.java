package io.inferry.protocol.admin;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.Traffic;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficReader;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** How a model's requests are divided: shown, changed, and given back to the model's settings. */
final class TrafficRoutes {
    private static final String PATH = "/api/models/{name}/traffic";

    private final Management management;
    private final Optional<TrafficReader> reader;

    TrafficRoutes(Management management) {
        this.management = management;
        this.reader = ServiceLoader.load(TrafficReader.class).findFirst();
    }

    List<Route> all() {
        return List.of(
                new Route("GET", PATH, (request, path) -> page(Routes.name(path))),
                new Route("PUT", PATH, (request, path) -> set(request, Routes.name(path))),
                new Route("DELETE", PATH, (request, path) -> clear(Routes.name(path))));
    }

    private HttpResponse set(HttpRequest request, String model) {
        requireKnown(model);
        TrafficPlan plan = form().read(request.body().text(), "the body");
        management.traffic().setPlan(model, plan);
        return page(model);
    }

    private HttpResponse clear(String model) {
        requireKnown(model);
        management.traffic().clearPlan(model);
        return page(model);
    }

    private HttpResponse page(String model) {
        requireKnown(model);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("model", model);
        page.putAll(shown(model));
        return Json.response(200, page);
    }

    /**
     * What holds for a model.
     *
     * @return empty when its traffic is not divided
     */
    Map<String, Object> shown(String model) {
        Traffic traffic = management.traffic();
        Map<String, Object> page = new LinkedHashMap<>();
        traffic.plan(model)
                .ifPresent(plan -> {
                    page.put("source", traffic.isActed(model) ? "act" : "settings");
                    page.put("plan", Json.tree(form().write(plan)));
                });
        traffic.experiment(model).ifPresent(running -> page.put("experiment", experiment(running)));
        return page;
    }

    private Map<String, Object> experiment(ExperimentTraffic running) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", running.experiment());
        shown.put("chooses", running.chooser().isPresent() ? "by request" : "by weight");
        var part =
                new TrafficPlan(
                        List.of(),
                        Optional.empty(),
                        Optional.of(running.split()),
                        running.sticky(),
                        running.shadows());
        Json.tree(form().write(part))
                .properties()
                .forEach(member -> shown.put(member.getKey(), member.getValue()));
        return shown;
    }

    private void requireKnown(String model) {
        if (management.model(model).isEmpty()) {
            throw ServingException.notFound("there is no model '" + model + "'");
        }
    }

    private TrafficReader form() {
        return reader.orElseThrow(() ->
                ServingException.unimplemented(
                        "nothing in this server reads or writes traffic plans"));
    }
}
