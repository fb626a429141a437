package io.inferry.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One of a few words: the constants of an enum in lower case. */
final class Choice<E extends Enum<E>> implements Kind<E> {
    private final List<E> choices;

    private Choice(List<E> choices) {
        this.choices = choices;
    }

    /** One of the constants. */
    static <E extends Enum<E>> Kind<E> of(Class<E> type) {
        return new Choice<>(List.of(type.getEnumConstants()));
    }

    /** {@code true} or {@code false}. */
    static Kind<Boolean> trueOrFalse() {
        return new Mapped<>(
                of(Truth.class), Truth.TRUE::equals, yes -> yes ? Truth.TRUE : Truth.FALSE);
    }

    private enum Truth {
        TRUE,
        FALSE
    }

    @Override
    public E read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            for (E choice : choices) {
                if (show(choice).equalsIgnoreCase(scalar.text())) {
                    return choice;
                }
            }
        }
        throw new UnfitValueException(description(), node);
    }

    @Override
    public String show(E value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String description() {
        var words = new ArrayList<String>();
        choices.forEach(choice -> words.add(show(choice)));
        return String.join(" or ", words);
    }
}
