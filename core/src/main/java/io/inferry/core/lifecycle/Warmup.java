package io.inferry.core.lifecycle;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.WarmupSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes up the requests that a version answers before callers reach it: zeros and empty strings.
 */
final class Warmup {
    /** Runs the model once. The inputs stay the caller's, the outputs become the caller's. */
    interface Run {
        Map<String, Tensor> run(Signature signature, Map<String, Tensor> inputs);
    }

    private final WarmupSettings settings;
    private final TensorMemory memory;

    Warmup(WarmupSettings settings, TensorMemory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    /**
     * Runs every size as often as configured.
     *
     * @throws io.inferry.api.ServingException when the model refuses, or memory does not suffice
     */
    void run(Signature signature, Run model) {
        boolean sized = signature.inputs().stream().anyMatch(Warmup::hasRows);
        List<Integer> sizes = sized ? settings.rows() : List.of(1);
        for (int rows : sizes) {
            for (int i = 0; i < settings.iterations(); i++) {
                runOnce(signature, rows, model);
            }
        }
    }

    private void runOnce(Signature signature, long rows, Run model) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        try {
            for (TensorSpec spec : signature.inputs()) {
                if (signature.columnar() || !signature.optional().contains(spec.name())) {
                    inputs.put(spec.name(), zeros(spec.dataType(), shape(spec, rows)));
                }
            }
            model.run(signature, inputs).values().forEach(Tensor::close);
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    private static boolean hasRows(TensorSpec spec) {
        return spec.shape().rank() > 0 && spec.shape().dim(0) == Shape.UNKNOWN;
    }

    /** The first dimension, if unknown, is the rows; others go by the model's name for them. */
    private Shape shape(TensorSpec spec, long rows) {
        long[] dims = spec.shape().toArray();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == Shape.UNKNOWN) {
                String name = spec.dimNames().isEmpty() ? "" : spec.dimNames().get(i);
                dims[i] = settings.dims().getOrDefault(name, i == 0 ? rows : 1L);
            }
        }
        return Shape.of(dims);
    }

    private Tensor zeros(DataType type, Shape shape) {
        if (!type.isNumeric()) {
            int count = Math.toIntExact(shape.elements());
            return StringTensor.of(shape, Collections.nCopies(count, new byte[0]));
        }
        NumericTensor tensor = NumericTensor.allocate(memory, type, shape);
        tensor.segment().fill((byte) 0);
        return tensor;
    }
}
