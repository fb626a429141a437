package io.inferry.experiment.evidence.outputs;

/** Counts what an arm's answers look like. */
public final class OutputTally {
    /** Bins of classes. */
    public static final int CLASSES = 256;
}
