package io.inferry.engine.mxnet;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.file.ParamsFile.Param;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arrays of a file by the names that the graph has for them. */
record Parameters(Map<String, Param> arrays) {
    private static final String ARGUMENT = "arg:";
    private static final String AUXILIARY = "aux:";

    /** Of a file, with or without the words that say what an array is for. */
    static Parameters of(Map<String, Param> named) {
        Map<String, Param> arrays = new LinkedHashMap<>();
        named.forEach((name, param) -> {
            boolean isMarked = name.startsWith(ARGUMENT) || name.startsWith(AUXILIARY);
            arrays.put(isMarked ? name.substring(ARGUMENT.length()) : name, param);
        });
        return new Parameters(Map.copyOf(arrays));
    }

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    Optional<Shape> shape(String name) {
        return Optional.ofNullable(arrays.get(name)).map(Param::shape);
    }

    Optional<DataType> dataType(String name) {
        return Optional.ofNullable(arrays.get(name)).map(Param::dataType);
    }
}
