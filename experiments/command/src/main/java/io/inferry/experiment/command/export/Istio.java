package io.inferry.experiment.command.export;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TextMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as Istio's VirtualService and DestinationRule (networking.istio.io/v1): each version is a
 * subset, by the label {@code version} of its pods.
 */
final class Istio {
    private static final String API = "networking.istio.io/v1";
    private static final int WEIGHTS_SUM = 100;

    private final Place place;
    private final Notes notes;

    Istio(Place place, Notes notes) {
        this.place = place;
        this.notes = notes;
    }

    List<Map<String, Object>> resources(MeshPlan plan) {
        return List.of(
                place.resource(API, "VirtualService", virtualService(plan)),
                place.resource(API, "DestinationRule", destinationRule(plan)));
    }

    private Map<String, Object> virtualService(MeshPlan plan) {
        List<Object> routes = new ArrayList<>();
        for (MeshPlan.Rule rule : plan.rules()) {
            Map<String, Object> route = new LinkedHashMap<>();
            route.put("name", rule.name());
            route.put("match", rule.any().stream().map(Istio::match).toList());
            route.putAll(destinations(rule.shares(), plan.shadows()));
            routes.add(route);
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("name", "split");
        rest.putAll(destinations(plan.otherwise(), plan.shadows()));
        routes.add(rest);

        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("hosts", List.of(place.host()));
        place.gateway().ifPresent(gateway -> spec.put("gateways", List.of(gateway, "mesh")));
        spec.put("http", routes);
        return spec;
    }

    private static Map<String, Object> match(List<Condition> all) {
        Map<String, Object> headers = new LinkedHashMap<>();
        Map<String, Object> query = new LinkedHashMap<>();
        for (Condition condition : all) {
            boolean header = condition.field().source() == RequestField.Source.HEADER;
            (header ? headers : query)
                    .put(condition.field().name(), text(condition.match(), header));
        }
        Map<String, Object> match = new LinkedHashMap<>();
        if (!headers.isEmpty()) {
            match.put("headers", headers);
        }
        if (!query.isEmpty()) {
            match.put("queryParams", query);
        }
        return match;
    }

    /** Envoy matches a pattern against the whole value, as Inferry does. */
    private static Map<String, Object> text(TextMatch match, boolean header) {
        return switch (match) {
            case TextMatch.Exact exact -> Map.of("exact", exact.text());
            case TextMatch.Prefix prefix -> Map.of("prefix", prefix.text());
            case TextMatch.Regex regex -> Map.of("regex", regex.pattern());
            // an empty match asks for a header's presence; for a query that is not documented
            case TextMatch.Present present -> header ? Map.of() : Map.of("regex", ".*");
            case TextMatch.OneOf some ->
                    throw new IllegalStateException("one-of is spread before: " + some);
        };
    }

    private Map<String, Object> destinations(List<Share> shares, List<Shadow> shadows) {
        WholeWeights weights = WholeWeights.of(shares, WEIGHTS_SUM);
        weights.tell(shares, notes);
        List<Object> route = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("destination", destination(shares.get(i).target()));
            one.put("weight", weights.weight(i));
            route.add(one);
        }
        Map<String, Object> destinations = new LinkedHashMap<>();
        destinations.put("route", route);
        if (shadows.size() == 1) {
            destinations.put("mirror", destination(shadows.getFirst().target()));
            destinations.put("mirrorPercentage", Map.of("value", shadows.getFirst().percent()));
        } else if (!shadows.isEmpty()) {
            destinations.put("mirrors", shadows.stream().map(this::mirror).toList());
        }
        if (!shadows.isEmpty()) {
            notes.differs(
                    "shadows: Istio sends copies when the request comes, with '-shadow' after the host's name, and"
                            + " does not bound how many are in flight");
        }
        return destinations;
    }

    private Map<String, Object> mirror(Shadow shadow) {
        Map<String, Object> mirror = new LinkedHashMap<>();
        mirror.put("destination", destination(shadow.target()));
        mirror.put("percentage", Map.of("value", shadow.percent()));
        return mirror;
    }

    private Map<String, Object> destination(VersionChoice target) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("host", place.service());
        destination.put("subset", Place.partOf(target));
        place.port().ifPresent(port -> destination.put("port", Map.of("number", port)));
        return destination;
    }

    private Map<String, Object> destinationRule(MeshPlan plan) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("host", place.service());
        plan.sticky()
                .ifPresent(field -> {
                    notes.differs(
                            "sticky: Istio's consistentHash keeps a value of %s at one pod of a version; which version"
                                            .formatted(field)
                                    + " is drawn anew for each request, so a caller does not stay with one side of the"
                                    + " split");
                    spec.put("trafficPolicy", trafficPolicy(field));
                });
        List<Object> subsets = new ArrayList<>();
        for (VersionChoice target : plan.targets()) {
            Map<String, Object> subset = new LinkedHashMap<>();
            subset.put("name", Place.partOf(target));
            subset.put("labels", Map.of("version", Place.podLabel(target)));
            subsets.add(subset);
        }
        spec.put("subsets", subsets);
        return spec;
    }

    private static Map<String, Object> trafficPolicy(RequestField field) {
        String key =
                field.source() == RequestField.Source.HEADER
                        ? "httpHeaderName"
                        : "httpQueryParameterName";
        return Map.of("loadBalancer", Map.of("consistentHash", Map.of(key, field.name())));
    }
}
