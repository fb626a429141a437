package io.inferry.configuration;

import java.util.Optional;

/**
 * One thing that can be set.
 *
 * @param path a pattern; {@code *} stands for a name of the operator's choice
 * @param standard what holds when nothing is written; empty when that depends
 * @param purpose one line for the documentation
 * @param confidentiality whether the value must never be printed
 */
record Key<T>(
        KeyPath path,
        Kind<T> kind,
        Optional<T> standard,
        String purpose,
        Confidentiality confidentiality) {
    /** Whether a value may be printed. */
    enum Confidentiality {
        OPEN,
        SECRET
    }

    /** A key with a standard value. */
    static <T> Key<T> of(String path, Kind<T> kind, T standard, String purpose) {
        return new Key<>(
                KeyPath.parse(path), kind, Optional.of(standard), purpose, Confidentiality.OPEN);
    }

    /** A key that may stay unset. */
    static <T> Key<T> optional(String path, Kind<T> kind, String purpose) {
        return new Key<>(
                KeyPath.parse(path), kind, Optional.empty(), purpose, Confidentiality.OPEN);
    }

    /** A key that may stay unset and whose value is never printed. */
    static Key<String> secret(String path, Kind<String> kind, String purpose) {
        return new Key<>(
                KeyPath.parse(path), kind, Optional.empty(), purpose, Confidentiality.SECRET);
    }
}
