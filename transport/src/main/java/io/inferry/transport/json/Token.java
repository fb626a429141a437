package io.inferry.transport.json;

/** What kind of value comes next in a document. */
public enum Token {
    /** {@code {...}}. */
    OBJECT,
    /** {@code [...]}. */
    ARRAY,
    /** {@code "..."}. */
    STRING,
    /** A number, or one of {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    NUMBER,
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** {@code null}. */
    NULL,
    /** No further value: the list, the object or the document is over. */
    END
}
