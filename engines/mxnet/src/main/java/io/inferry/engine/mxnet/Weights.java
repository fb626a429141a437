package io.inferry.engine.mxnet;

import io.inferry.engine.mxnet.file.ParamsFile.Param;
import io.inferry.engine.mxnet.runtime.NativeArray;
import io.inferry.engine.mxnet.runtime.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One runner's own copy of the weights: when operators run, they write weights anew in the order
 * that their kernels like, so runners at work side by side cannot share them.
 */
final class Weights implements AutoCloseable {
    private final Map<String, NativeArray> arrays = new LinkedHashMap<>();

    /**
     * Copies those that the graph uses.
     *
     * @throws RefusedException when there is no memory for them
     */
    static Weights of(Program program, List<String> inputs) throws RefusedException {
        List<String> names = new ArrayList<>(program.names().arguments());
        names.removeAll(inputs);
        names.addAll(program.names().auxiliary());
        Weights weights = new Weights();
        try {
            for (String name : names) {
                Param param = program.parameters().arrays().get(name);
                if (param != null) {
                    NativeArray array = NativeArray.allocate(param.dataType(), param.shape());
                    weights.arrays.put(name, array);
                    array.fill(param.values(), param.dataType());
                }
            }
            return weights;
        } catch (RefusedException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    Optional<NativeArray> find(String name) {
        return Optional.ofNullable(arrays.get(name));
    }

    @Override
    public void close() {
        arrays.values().forEach(NativeArray::close);
    }
}
