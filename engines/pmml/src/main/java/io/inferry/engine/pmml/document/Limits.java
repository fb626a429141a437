package io.inferry.engine.pmml.document;

/** How large a PMML file may be: far above real models, and what a server can still take. */
final class Limits {
    /** Of the file. */
    static final long FILE_BYTES_MAX = 512L << 20;

    /** Elements within each other. The builders recurse once or more for each. */
    static final int DEPTH_MAX = 1000;

    /** Expressions, predicates and segments within each other: the scoring of a row recurses. */
    static final int NESTED_MAX = 100;

    /** Calls that one call of a defined function comes to. */
    static final long CALLS_MAX = 100_000;

    /** All elements. A node of a tree is two of them and some 300 bytes in memory. */
    static final long ELEMENTS_MAX = 20_000_000;

    /** Attributes of one element. */
    static final int ATTRIBUTES_MAX = 200;

    /** A count that a builder makes room for before it has seen the elements. */
    static final long COUNT_MAX = 10_000_000;

    private Limits() {}
}
