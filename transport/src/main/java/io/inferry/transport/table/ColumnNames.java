package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.Nearest;
import io.inferry.api.tensor.DataType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a signature by name and by number, and what is said of names that are wrong. */
final class ColumnNames {
    private static final byte[] ESCAPED = {};

    private final Signature signature;
    private final byte[][] plain;

    /** Made when the first name is looked up: rows in the signature's order never do. */
    private @Nullable Map<String, Integer> numbers;

    ColumnNames(Signature signature) {
        if (!signature.columnar()) {
            throw new IllegalArgumentException(
                    "signature '" + signature.name() + "' has no columns");
        }
        this.signature = signature;
        int count = signature.inputs().size();
        plain = new byte[count][];
        for (int column = 0; column < count; column++) {
            String name = name(column);
            plain[column] = isPlain(name) ? name.getBytes(StandardCharsets.UTF_8) : ESCAPED;
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    int count() {
        return signature.inputs().size();
    }

    String name(int column) {
        return signature.inputs().get(column).name();
    }

    /** The name as JSON writes it between quotation marks; empty where it has to escape some. */
    byte[] plain(int column) {
        return plain[column];
    }

    boolean isText(int column) {
        return signature.inputs().get(column).dataType() == DataType.STRING;
    }

    boolean isOptional(int column) {
        return signature.optional().contains(name(column));
    }

    List<String> all() {
        return signature.inputs().stream().map(TensorSpec::name).toList();
    }

    /** The number of a column; negative where there is none. */
    int number(String name) {
        return numbers().getOrDefault(name, -1);
    }

    private Map<String, Integer> numbers() {
        Map<String, Integer> known = numbers;
        if (known == null) {
            known = HashMap.newHashMap(count());
            for (int column = 0; column < count(); column++) {
                known.put(name(column), column);
            }
            numbers = known;
        }
        return known;
    }

    /**
     * The numbers of columns that a head names.
     *
     * @throws ServingException INVALID_ARGUMENT for one that is unknown or named twice, and when
     *     one that is needed is not named
     */
    int[] order(List<String> head) {
        int[] order = new int[head.size()];
        boolean[] seen = new boolean[count()];
        for (int i = 0; i < order.length; i++) {
            int column = number(head.get(i));
            if (column < 0) {
                throw unknown(head.get(i));
            }
            if (seen[column]) {
                throw ServingException.invalidArgument(
                        "column '" + Shown.cut(head.get(i)) + "' is named twice");
            }
            seen[column] = true;
            order[i] = column;
        }
        requireAll(seen);
        return order;
    }

    /**
     * Every column is there that is needed.
     *
     * @throws ServingException INVALID_ARGUMENT that names those that are not
     */
    void requireAll(boolean[] seen) {
        StringBuilder absent = new StringBuilder();
        for (int column = 0; column < seen.length; column++) {
            if (!seen[column] && !isOptional(column)) {
                absent.append(absent.isEmpty() ? "'" : ", '").append(name(column)).append('\'');
            }
        }
        if (!absent.isEmpty()) {
            throw ServingException.invalidArgument(
                    "the table lacks columns that signature '%s' needs: %s"
                            .formatted(signature.name(), Shown.cut(absent.toString())));
        }
    }

    ServingException unknown(String name) {
        return ServingException.invalidArgument(
                "column '%s' is not one of the %d of signature '%s'%s"
                        .formatted(
                                Shown.cut(name),
                                count(),
                                signature.name(),
                                Nearest.to(name, numbers().keySet())
                                        .map(near -> "; the nearest is '" + near + "'")
                                        .orElse("")));
    }
}
