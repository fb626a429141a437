package io.inferry.protocol.tfserving.rest;

import io.inferry.contracts.GoldenValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Golden values as the nested lists that a client writes. */
final class Nested {
    private final GoldenValue value;

    private Nested(GoldenValue value) {
        this.value = value;
    }

    static Map<String, Object> byName(Map<String, GoldenValue> values) {
        Map<String, Object> nested = new LinkedHashMap<>();
        values.forEach((name, value) -> nested.put(name, of(value)));
        return nested;
    }

    static Object of(GoldenValue value) {
        return new Nested(value).part(value.elements(), 0);
    }

    private Object part(List<Object> elements, int dim) {
        if (dim == value.shape().rank()) {
            return element(elements.getFirst());
        }
        int size = Math.toIntExact(value.shape().dim(dim));
        int each = size == 0 ? 0 : elements.size() / size;
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parts.add(part(elements.subList(i * each, (i + 1) * each), dim + 1));
        }
        return parts;
    }

    private Object element(Object element) {
        return switch (value.dataType()) {
            case STRING, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> element;
            case BOOL -> ((Double) element) != 0;
            default -> ((Double) element).longValue();
        };
    }
}
