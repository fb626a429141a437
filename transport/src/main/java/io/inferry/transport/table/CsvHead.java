package io.inferry.transport.table;

/** What the first line of a CSV document is. */
public enum CsvHead {
    /** The names of the columns, in any order. */
    NAMES,
    /** A row like all others; columns come in the signature's order, and all of them. */
    NONE
}
