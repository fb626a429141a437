package io.inferry.engine.pfa.program;

/** How many answers a document gives for a row. */
public enum Method {
    /** One. */
    MAP,
    /** Any number. */
    EMIT,
    /** One: what all rows so far come to. */
    FOLD
}
