package io.inferry.experiment.evidence;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.statistics.Rate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the requests of an arm.
 *
 * @param assigned by the experiment to this arm, which could answer
 * @param successes answered well
 * @param failures for which the server, the model or too much load is to blame
 * @param mistakes of callers: neither success nor failure
 * @param diverted sent here since the arm that was drawn could not answer. Here the server itself
 *     breaks the rule to compare as assigned, so they are in none of the other counts, and the arm
 *     that could not answer has fewer than its share of {@code assigned}
 */
public record ArmCounts(
        long assigned, long successes, long failures, long mistakes, long diverted) {
    /** No requests. */
    public static final ArmCounts NONE = new ArmCounts(0, 0, 0, 0, 0);

    public ArmCounts {
        if (assigned < 0 || successes < 0 || failures < 0 || mistakes < 0 || diverted < 0) {
            throw new IllegalArgumentException(
                    "counts are 0 or more, were %d, %d, %d, %d, %d"
                            .formatted(assigned, successes, failures, mistakes, diverted));
        }
    }

    /** Successes among successes and failures. */
    public Rate success() {
        return new Rate(successes, Math.addExact(successes, failures));
    }

    /** Both together. */
    public ArmCounts merge(ArmCounts other) {
        return new ArmCounts(
                Math.addExact(assigned, other.assigned),
                Math.addExact(successes, other.successes),
                Math.addExact(failures, other.failures),
                Math.addExact(mistakes, other.mistakes),
                Math.addExact(diverted, other.diverted));
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("assigned", assigned);
        view.put("successes", successes);
        view.put("failures", failures);
        view.put("caller_mistakes", mistakes);
        view.put("diverted", diverted);
        view.put("success_rate", success().mean());
        return view;
    }

    void write(FormWriter to) {
        to.whole(assigned);
        to.whole(successes);
        to.whole(failures);
        to.whole(mistakes);
        to.whole(diverted);
    }

    static ArmCounts read(FormReader from) {
        return new ArmCounts(from.whole(), from.whole(), from.whole(), from.whole(), from.whole());
    }
}
