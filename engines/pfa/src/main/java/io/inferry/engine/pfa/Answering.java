package io.inferry.engine.pfa;

import io.inferry.engine.pfa.program.Instance;
import org.jspecify.annotations.Nullable;

/** How one instance comes from a row to its one answer. */
interface Answering {
    /**
     * The answer to a row.
     *
     * @param row its number in the request, for texts
     * @throws RuntimeException the document's own failure
     */
    @Nullable Object answer(int row, @Nullable Object value);

    /** Does the document's {@code end}. */
    void end();

    /** A document that answers each row itself. */
    static Answering of(Instance instance) {
        return new Answering() {
            @Override
            public @Nullable Object answer(int row, @Nullable Object value) {
                return instance.act(value);
            }

            @Override
            public void end() {
                instance.end();
            }
        };
    }
}
