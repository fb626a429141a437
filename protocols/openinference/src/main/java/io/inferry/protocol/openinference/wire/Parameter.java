package io.inferry.protocol.openinference.wire;

/** The value of a request's, an input's or an output's parameter. */
public sealed interface Parameter {
    /** True or false. */
    record Flag(boolean value) implements Parameter {}

    /** A whole number; unsigned ones beyond the range of a long are cut to its maximum. */
    record Whole(long value) implements Parameter {}

    /** Any other number. */
    record Real(double value) implements Parameter {}

    /** A text. */
    record Text(String value) implements Parameter {}
}
