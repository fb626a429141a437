package io.inferry.experiment.evidence.outputs;

/** Which elements of an answer are looked at. */
final class ElementSample {
    /** Elements of one answer, over all its outputs. */
    static final int ELEMENTS_MAX = 256;

    private ElementSample() {}
}
