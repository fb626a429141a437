package io.inferry.toolkit.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.inferry.api.engine.Inspection;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection as a person or a script reads it. */
final class InspectionPage {
    private InspectionPage() {}

    static String text(Inspection inspection) {
        StringBuilder page = new StringBuilder();
        line(page, "format", inspection.format());
        line(
                page,
                "size",
                inspection.byteSize() + " bytes (" + rounded(inspection.byteSize()) + ")");
        inspection.facts().forEach((name, value) -> line(page, name, value));
        for (Signature signature : inspection.signatures()) {
            page.append("\nsignature ").append(signature.name()).append('\n');
            signature.inputs().forEach(input -> spec(page, "in ", input));
            signature.outputs().forEach(output -> spec(page, "out", output));
        }
        return page.toString().stripTrailing();
    }

    static String json(Inspection inspection) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("format", inspection.format());
        page.put("bytes", inspection.byteSize());
        page.put("facts", inspection.facts());
        List<Object> signatures = new ArrayList<>();
        for (Signature signature : inspection.signatures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", signature.name());
            one.put("inputs", signature.inputs().stream().map(InspectionPage::spec).toList());
            one.put("outputs", signature.outputs().stream().map(InspectionPage::spec).toList());
            signatures.add(one);
        }
        page.put("signatures", signatures);
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + page, e);
        }
    }

    private static void line(StringBuilder page, String name, String value) {
        page.append(String.format(Locale.ROOT, "%-16s %s%n", name, value));
    }

    private static void spec(StringBuilder page, String direction, TensorSpec spec) {
        page.append(
                String.format(
                        Locale.ROOT,
                        "  %s  %-24s %-9s %s%n",
                        direction,
                        spec.name(),
                        spec.dataType(),
                        shown(spec)));
    }

    /** The shape with the model's own names where it has them: {@code [batch,64]}. */
    private static String shown(TensorSpec spec) {
        List<String> dims = new ArrayList<>();
        for (int i = 0; i < spec.shape().rank(); i++) {
            long dim = spec.shape().dim(i);
            String name = spec.dimNames().isEmpty() ? "" : spec.dimNames().get(i);
            dims.add(dim != Shape.UNKNOWN ? Long.toString(dim) : name.isEmpty() ? "?" : name);
        }
        return "[" + String.join(",", dims) + "]";
    }

    private static Map<String, Object> spec(TensorSpec spec) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", spec.name());
        one.put("dtype", spec.dataType().name());
        one.put("shape", spec.shape().toArray());
        one.put("dims", spec.dimNames());
        return one;
    }

    private static String rounded(long bytes) {
        double size = bytes;
        String unit = "B";
        for (String larger : List.of("KiB", "MiB", "GiB")) {
            if (size < 1024) {
                break;
            }
            size /= 1024;
            unit = larger;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, unit);
    }
}
