package io.inferry.transport.json;

/** What stands between the elements of lists and the members of objects. */
public enum ListStyle {
    /** A comma: {@code [1,2]}. */
    COMPACT,
    /** A comma and a space: {@code [1, 2]}. */
    SPACED
}
