package io.inferry.configuration;

import java.util.function.Function;

/** A kind whose values are those of another kind in another dress. */
record Mapped<S, T>(Kind<S> kind, Function<S, T> dress, Function<T, S> undress) implements Kind<T> {
    @Override
    public T read(Node node) {
        return dress.apply(kind.read(node));
    }

    @Override
    public String show(T value) {
        return kind.show(undress.apply(value));
    }

    @Override
    public String description() {
        return kind.description();
    }
}
