package io.inferry.experiment.control;

import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Decision;
import io.inferry.experiment.control.course.Standing;
import io.inferry.experiment.control.course.Weights;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.view.DecisionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit log of one experiment. Immutable.
 *
 * @param decided how many decisions there ever were
 * @param lines the newest, oldest first
 */
record Audit(long decided, List<DecisionView> lines) {
    /** Older lines are dropped. */
    static final int LINES_MAX = 200;

    /** Who decided. */
    enum By {
        EVIDENCE,
        OPERATOR
    }

    Audit {
        lines = List.copyOf(lines);
    }

    Audit with(DecisionView line) {
        List<DecisionView> more =
                new ArrayList<>(
                        lines.subList(Math.max(0, lines.size() + 1 - LINES_MAX), lines.size()));
        more.add(line);
        return new Audit(decided + 1, more);
    }

    /** The next line. */
    DecisionView line(Decision decision, By by, Instant at, Map<String, Double> weights) {
        return new DecisionView(
                decided + 1,
                at,
                decision.act().name(),
                by == By.EVIDENCE ? "evidence" : "operator",
                decision.before(),
                decision.after(),
                decision.sentence(),
                weights,
                decision.evidence());
    }

    static Map<String, Double> weights(Definition pinned, Standing standing) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Share share : Weights.of(pinned, standing).shares()) {
            weights.put(Share.named(share.target()), share.weight());
        }
        return weights;
    }
}
