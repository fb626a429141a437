package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a body is read for: a signature, by columns where the model has them, or by tensors.
 *
 * @param table takes the columns; empty for a model of plain tensors
 * @param plain takes tensors as the model does; empty for a model of columns only
 */
record Target(Optional<Signature> table, Optional<Signature> plain, TensorMemory memory) {
    /**
     * The target that a name means.
     *
     * @throws ServingException UNIMPLEMENTED when it is the explaining one and the model has none,
     *     INVALID_ARGUMENT when it is any other
     */
    static Target of(ModelDescription model, String name, TensorMemory memory) {
        Optional<Signature> table = model.columnar(name);
        Optional<Signature> plain =
                Optional.ofNullable(model.signatures().get(name))
                        .filter(signature -> !signature.columnar());
        if (table.isPresent() || plain.isPresent()) {
            return new Target(table, plain, memory);
        }
        if (name.equals(Signature.EXPLAIN_NAME)) {
            throw ServingException.unimplemented(
                    "model "
                            + model.id()
                            + " cannot explain its answers: it has no signature '"
                            + name
                            + "'");
        }
        throw ServingException.invalidArgument(
                "model "
                        + model.id()
                        + " has no signature '"
                        + name
                        + "', it has "
                        + new TreeSet<>(model.signatures().keySet()));
    }

    /** Whether a name is a plain input's and no column's. */
    boolean isPlainInput(String name) {
        return plain.flatMap(signature -> signature.input(name)).isPresent()
                && table.flatMap(signature -> signature.input(name)).isEmpty();
    }
}
