package io.inferry.configuration;

/** What values of a key look like: how to read, show and describe them. */
interface Kind<T> {
    /**
     * Reads a value.
     *
     * @throws UnfitValueException when it is something else
     */
    T read(Node node);

    /** As one would write it in a file. */
    String show(T value);

    /** For people: "a whole number from 1 to 64". */
    String description();
}
