package io.inferry.engine.mxnet.file;

import java.util.List;
import java.util.Set;

/** What MXNet's operators believe of their parameters although it would end the process. */
final class OperatorChecks {
    /** Operators that run Python or a library of the user's. */
    private static final Set<String> FOREIGN = Set.of("Custom", "_Native", "_NDArray");

    private static final List<String> POSITIVE =
            List.of("kernel", "stride", "dilate", "num_group", "num_filter", "num_hidden");

    private OperatorChecks() {}

    static void check(Node node) throws ModelFileException {
        if (FOREIGN.contains(node.operator())) {
            throw new ModelFileException(
                    "node '%s' is of the operator %s, whose code is not in the file"
                            .formatted(node.name(), node.operator()));
        }
        for (String key : POSITIVE) {
            String text = node.attributes().get(key);
            if (text != null && !arePositive(text)) {
                throw new ModelFileException(
                        "%s of '%s' is '%s', not numbers of 1 and more"
                                .formatted(key, node.name(), text));
            }
        }
    }

    /** One number, or a list of them in brackets; an empty list means "as usual". */
    private static boolean arePositive(String text) {
        for (String word : text.replaceAll("[()\\[\\]L]", " ").split(",", -1)) {
            String number = word.strip();
            if (!number.isEmpty() && !number.matches("\\+?0*[1-9][0-9]{0,8}")) {
                return false;
            }
        }
        return true;
    }
}
