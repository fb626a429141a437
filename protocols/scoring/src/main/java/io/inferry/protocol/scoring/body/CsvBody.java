package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.table.CsvHead;
import io.inferry.transport.table.TableReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CSV with a head, as MLflow's clients send it, or without, as SageMaker's do. Where nobody says
 * which, the first line is a head when one of its cells names a column, or none is a number.
 */
final class CsvBody {
    private final Target target;

    CsvBody(Target target) {
        this.target = target;
    }

    Asked read(Bytes body, Optional<CsvHead> said) {
        List<List<String>> lines = CsvLines.first(body, 1);
        if (lines.isEmpty()) {
            throw ServingException.invalidArgument("the CSV has no rows");
        }
        if (target.table().isEmpty()) {
            Signature plain = target.plain().orElseThrow();
            boolean head = said.orElseGet(() -> guess(lines.getFirst())) == CsvHead.NAMES;
            return new Asked(
                    plain.name(),
                    new MatrixCsv(plain, target.memory()).read(body, lines.getFirst(), head));
        }
        Signature table = target.table().get();
        CsvHead head = said.orElseGet(() -> guess(lines.getFirst()));
        Map<String, Tensor> columns = new TableReader(table, target.memory()).csv(body, head);
        return new Asked(table.name(), columns);
    }

    private CsvHead guess(List<String> first) {
        boolean names = first.stream().anyMatch(this::isColumn);
        return names || first.stream().noneMatch(CsvBody::isValue) ? CsvHead.NAMES : CsvHead.NONE;
    }

    private boolean isColumn(String cell) {
        return target.table().flatMap(signature -> signature.input(cell)).isPresent();
    }

    /** Whether a cell is a number, or nothing, which no head has. */
    private static boolean isValue(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return true;
        }
        char c = text.charAt(0) == '-' && text.length() > 1 ? text.charAt(1) : text.charAt(0);
        return (c >= '0' && c <= '9') || c == '.' || text.equalsIgnoreCase("nan");
    }
}
