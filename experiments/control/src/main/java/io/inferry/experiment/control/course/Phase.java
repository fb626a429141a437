package io.inferry.experiment.control.course;

/** Where an experiment is in its life. */
public enum Phase {
    /** It gathers evidence and decides by it. */
    RUNNING,
    /** The same, but something stands against going on. */
    HOLDING,
    /** The winner has all of the traffic. */
    PROMOTED,
    /** Control has all of the traffic. */
    ROLLED_BACK,
    /** It has no traffic any more. */
    STOPPED;

    /** Whether nothing is decided any more. */
    public boolean isOver() {
        return this == PROMOTED || this == ROLLED_BACK || this == STOPPED;
    }
}
