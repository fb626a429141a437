package io.inferry.experiment.command.export;

import io.inferry.api.ServingException;
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
 * A plan as the Gateway API's HTTPRoute (gateway.networking.k8s.io/v1): each version is a Service.
 */
final class GatewayApi {
    private static final String API = "gateway.networking.k8s.io/v1";

    /** The bounds of the API. */
    private static final int RULES_MAX = 16;

    private static final int MATCHES_MAX = 64;
    private static final int BACKENDS_MAX = 16;
    private static final int WEIGHTS_SUM_MAX = 1_000_000;

    private static final int PORT_STANDARD = 8080;
    private static final int FRACTION = 1_000_000;
    private static final int PERCENT = 100;

    /** One header outweighs every query match that a rule may have. */
    private static final int RANK_OF_HEADER = 1 << 16;

    private final Place place;
    private final Notes notes;

    GatewayApi(Place place, Notes notes) {
        this.place = place;
        this.notes = notes;
    }

    List<Map<String, Object>> resources(MeshPlan plan) {
        plan.sticky()
                .ifPresent(field ->
                        notes.lost(
                                "sticky by " + field + ": the Gateway API has no hash of a value"));
        if (!plan.shadows().isEmpty()) {
            notes.differs(
                    "shadows: a part of the requests (percent, fraction) needs the Gateway API 1.3 or later; copies are"
                            + " sent when the request comes and are not bounded");
        }
        List<Object> rules = new ArrayList<>();
        for (MeshPlan.Rule rule : plan.rules()) {
            bounded("matches in rule '" + rule.name() + "'", rule.any().size(), MATCHES_MAX);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("matches", rule.any().stream().map(this::match).toList());
            one.putAll(backends(rule.shares(), plan.shadows()));
            rules.add(one);
        }
        rules.add(backends(plan.otherwise(), plan.shadows()));
        bounded("rules, the split among them,", rules.size(), RULES_MAX);
        precedence(plan.rules());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("parentRefs", List.of(parent()));
        if (place.gateway().isPresent()) {
            spec.put("hostnames", List.of(place.host()));
        }
        spec.put("rules", rules);
        return List.of(place.resource(API, "HTTPRoute", spec));
    }

    /**
     * The Gateway API has a precedence of its own: more header matches first, then more query
     * matches, and only among equals the order of the rules.
     */
    private void precedence(List<MeshPlan.Rule> rules) {
        for (int later = 1; later < rules.size(); later++) {
            for (MeshPlan.Rule earlier : rules.subList(0, later)) {
                if (least(earlier) < most(rules.get(later))) {
                    notes.lost(
                            "the order of rules '%s' and '%s': the Gateway API lets the one with more header matches,"
                                            .formatted(earlier.name(), rules.get(later).name())
                                    + " then more query matches, go first");
                }
            }
        }
    }

    private static int least(MeshPlan.Rule rule) {
        return rule.any().stream().mapToInt(GatewayApi::rank).min().orElse(0);
    }

    private static int most(MeshPlan.Rule rule) {
        return rule.any().stream().mapToInt(GatewayApi::rank).max().orElse(0);
    }

    private static int rank(List<Condition> all) {
        int headers =
                (int)
                        all.stream()
                                .filter(one -> one.field().source() == RequestField.Source.HEADER)
                                .count();
        return headers * RANK_OF_HEADER + all.size() - headers;
    }

    private Map<String, Object> parent() {
        Map<String, Object> parent = new LinkedHashMap<>();
        if (place.gateway().isPresent()) {
            String[] parts = place.gateway().get().split("/", 2);
            if (parts.length == 2) {
                parent.put("namespace", parts[0]);
            }
            parent.put("name", parts[parts.length - 1]);
            return parent;
        }
        // a Service as the parent: the route holds within the mesh (GAMMA)
        parent.put("group", "");
        parent.put("kind", "Service");
        parent.put("name", place.service());
        return parent;
    }

    private Map<String, Object> match(List<Condition> all) {
        List<Object> headers = new ArrayList<>();
        List<Object> query = new ArrayList<>();
        for (Condition condition : all) {
            boolean header = condition.field().source() == RequestField.Source.HEADER;
            (header ? headers : query).add(one(condition));
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

    private Map<String, Object> one(Condition condition) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", condition.field().name());
        if (condition.match() instanceof TextMatch.Exact exact && !exact.text().isEmpty()) {
            one.put("type", "Exact");
            one.put("value", exact.text());
            return one;
        }
        notes.differs(
                "patterns: RegularExpression is up to the implementation; they are anchored here, for those that search");
        one.put("type", "RegularExpression");
        one.put("value", "^(?:" + pattern(condition.match()) + ")$");
        return one;
    }

    private static String pattern(TextMatch match) {
        return switch (match) {
            case TextMatch.Prefix prefix -> Re2Syntax.quoted(prefix.text()) + ".*";
            case TextMatch.Regex regex -> regex.pattern();
            case TextMatch.Present present -> ".*";
            case TextMatch.Exact exact -> Re2Syntax.quoted(exact.text());
            case TextMatch.OneOf some ->
                    throw new IllegalStateException("one-of is spread before: " + some);
        };
    }

    private Map<String, Object> backends(List<Share> shares, List<Shadow> shadows) {
        bounded("targets of a split", shares.size(), BACKENDS_MAX);
        WholeWeights weights = WholeWeights.exact(shares, WEIGHTS_SUM_MAX);
        weights.tell(shares, notes);
        Map<String, Object> backends = new LinkedHashMap<>();
        if (!shadows.isEmpty()) {
            backends.put("filters", shadows.stream().map(this::mirror).toList());
        }
        List<Object> references = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Map<String, Object> one = backend(shares.get(i).target());
            one.put("weight", weights.weight(i));
            references.add(one);
        }
        backends.put("backendRefs", references);
        return backends;
    }

    private Map<String, Object> mirror(Shadow shadow) {
        Map<String, Object> mirror = new LinkedHashMap<>();
        mirror.put("backendRef", backend(shadow.target()));
        if (shadow.percent() == Math.rint(shadow.percent())) {
            mirror.put("percent", (int) shadow.percent());
        } else {
            Map<String, Object> fraction = new LinkedHashMap<>();
            fraction.put("numerator", (int) Math.rint(shadow.percent() * FRACTION / PERCENT));
            fraction.put("denominator", FRACTION);
            mirror.put("fraction", fraction);
        }
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("type", "RequestMirror");
        filter.put("requestMirror", mirror);
        return filter;
    }

    private Map<String, Object> backend(VersionChoice target) {
        Map<String, Object> backend = new LinkedHashMap<>();
        backend.put("name", place.service() + "-" + Place.partOf(target));
        backend.put("port", place.port().orElse(PORT_STANDARD));
        return backend;
    }

    private static void bounded(String what, int actual, int most) {
        if (actual > most) {
            throw ServingException.failedPrecondition(
                    "the Gateway API takes at most %d %s; the plan has %d"
                            .formatted(most, what, actual));
        }
    }
}
