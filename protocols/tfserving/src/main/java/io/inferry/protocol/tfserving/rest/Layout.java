package io.inferry.protocol.tfserving.rest;

/** How a request lists its values, and so how its answer lists them. */
enum Layout {
    /** {@code instances} and {@code predictions}: one element per row. */
    ROWS,
    /** {@code inputs} and {@code outputs}: one element per tensor. */
    COLUMNS
}
