package io.inferry.experiment.control.course;

import java.util.ArrayList;
import java.util.List;

/** Where an experiment stands next, and the decisions that led there. */
public record Turn(Standing next, List<Decision> decisions) {
    public Turn {
        decisions = List.copyOf(decisions);
    }

    /** Whether a candidate gets more than before: what has to be written down first. */
    public boolean givesMore() {
        return decisions.stream()
                .anyMatch(each ->
                        each.act() == Decision.Act.ADVANCE || each.act() == Decision.Act.PROMOTE);
    }

    static Turn none(Standing same) {
        return new Turn(same, List.of());
    }

    Turn then(Decision.Act act, Standing after, List<String> evidence) {
        List<Decision> more = new ArrayList<>(decisions);
        more.add(new Decision(act, next.text(), after.text(), after.reason(), evidence));
        return new Turn(after, more);
    }
}
