package io.inferry.experiment.control.definition;

/** How an experiment treats traffic. */
public enum Kind {
    /** Fixed weights until a decision. */
    AB,
    /** One candidate that gets more step by step. */
    CANARY,
    /** Weights, or a chooser, that learn while they go. */
    BANDIT,
    /** The candidate answers beside control and nobody sees its answers. */
    SHADOW
}
