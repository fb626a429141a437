package io.inferry.api.traffic;

import io.inferry.api.model.VersionChoice;

/**
 * Where one request was sent, and why.
 *
 * @param id unique among all servers; feedback names it
 * @param rule the rule's name with {@link Cause#RULE}, the experiment's with {@link
 *     Cause#EXPERIMENT}, else empty
 * @param target what was chosen
 * @param propensity how likely this choice was
 * @param diverted whether the choice could not answer, so that another version does
 */
public record Assignment(
        String id,
        Cause cause,
        String rule,
        VersionChoice target,
        double propensity,
        boolean diverted) {
    /** What decided. */
    public enum Cause {
        OVERRIDE,
        RULE,
        HOLDOUT,
        EXPERIMENT,
        SPLIT,
        /** The model's shadows are all there is: the latest version answers. */
        LATEST
    }
}
