package io.inferry.experiment.control.definition;

/** Which way is better. */
public enum Direction {
    HIGHER,
    LOWER
}
