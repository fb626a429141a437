package io.inferry.experiment.command.export;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.Share;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A traffic plan cut down to what a mesh can do: conditions on headers and queries, each with an
 * exact text, a prefix, a pattern in RE2's syntax, or no demand but that there is a value.
 *
 * @param rules in their order
 * @param otherwise of what no rule takes
 */
record MeshPlan(
        List<Rule> rules,
        List<Share> otherwise,
        Optional<RequestField> sticky,
        List<Shadow> shadows) {
    MeshPlan {
        rules = List.copyOf(rules);
        otherwise = List.copyOf(otherwise);
        shadows = List.copyOf(shadows);
    }

    /** Requests that fit one of {@code any} are divided so. */
    record Rule(String name, List<List<Condition>> any, List<Share> shares) {
        Rule {
            any = any.stream().map(List::copyOf).toList();
            shares = List.copyOf(shares);
        }
    }

    /** Every version or label that is named anywhere, once, in the order they are named. */
    List<VersionChoice> targets() {
        return Stream.of(
                        rules.stream().flatMap(rule -> rule.shares().stream()).map(Share::target),
                        otherwise.stream().map(Share::target),
                        shadows.stream().map(Shadow::target))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
