package io.inferry.api.traffic;

import java.util.List;
import java.util.Optional;

/**
 * What a running experiment does with the requests that no rule and no holdout takes.
 *
 * @param experiment its name; also the salt of its assignment, so that experiments do not correlate
 * @param split its arms and their present weights
 * @param chooser decides instead of the weights, where it is given
 * @param sticky requests with the same value of this field stay with the same arm; empty: the
 *     plan's
 * @param shadows of the experiment, beside those of the plan
 */
public record ExperimentTraffic(
        String experiment,
        TrafficSplit split,
        Optional<Chooser> chooser,
        Optional<RequestField> sticky,
        List<Shadow> shadows) {
    public ExperimentTraffic {
        shadows = List.copyOf(shadows);
        if (experiment.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a name");
        }
    }
}
