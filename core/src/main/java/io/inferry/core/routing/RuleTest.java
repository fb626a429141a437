package io.inferry.core.routing;

import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.TrafficRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One rule, ready to be asked for every request. */
final class RuleTest {
    private final TrafficRule rule;
    private final List<List<Test>> any;
    private final Targets targets;

    private record Test(RequestField field, Predicate<String> match) {
        static Test of(Condition condition) {
            return new Test(condition.field(), TextTest.of(condition.match()));
        }

        boolean holds(RequestFacts facts) {
            Optional<String> value = facts.value(field);
            return value.isPresent() && match.test(value.get());
        }
    }

    RuleTest(String model, TrafficRule rule) {
        this.rule = rule;
        this.any = rule.any().stream().map(all -> all.stream().map(Test::of).toList()).toList();
        this.targets = new Targets(model + "/rule/" + rule.name(), rule.split());
    }

    String name() {
        return rule.name();
    }

    Targets targets() {
        return targets;
    }

    boolean fits(RequestFacts facts) {
        for (int i = 0; i < any.size(); i++) {
            if (allHold(any.get(i), facts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allHold(List<Test> tests, RequestFacts facts) {
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).holds(facts)) {
                return false;
            }
        }
        return true;
    }
}
