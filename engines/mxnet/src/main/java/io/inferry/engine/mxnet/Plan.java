package io.inferry.engine.mxnet;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.runtime.Executor;
import io.inferry.engine.mxnet.runtime.NativeArray;
import io.inferry.engine.mxnet.runtime.RefusedException;
import io.inferry.engine.mxnet.runtime.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph bound for inputs of certain shapes.
 *
 * @param inputs in the signature's order
 * @param own arrays that go with the plan: inputs and labels
 */
record Plan(
        Executor executor, List<NativeArray> inputs, List<Answer> answers, List<NativeArray> own)
        implements AutoCloseable {
    /** One output. */
    record Answer(NativeArray array, DataType dataType, Shape shape) {
        static Answer of(NativeArray array) throws RefusedException {
            return new Answer(array, array.dataType(), array.shape());
        }
    }

    /**
     * Binds.
     *
     * @param shapes of the inputs, in the signature's order
     * @throws RefusedException when the graph does not take them
     */
    static Plan bind(Program program, Outline outline, Weights weights, List<Shape> shapes)
            throws RefusedException {
        List<NativeArray> own = new ArrayList<>();
        try {
            Map<String, NativeArray> fed = new LinkedHashMap<>();
            List<TensorSpec> specs = outline.signature().inputs();
            for (int i = 0; i < specs.size(); i++) {
                NativeArray array = NativeArray.zeros(specs.get(i).dataType(), shapes.get(i));
                own.add(array);
                fed.put(specs.get(i).name(), array);
            }
            List<NativeArray> inputs = List.copyOf(own);
            Shapes inferred = program.symbol().shapes(known(program, outline, shapes));
            List<NativeArray> arguments = new ArrayList<>();
            List<String> names = program.names().arguments();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Optional<NativeArray> there =
                        Optional.ofNullable(fed.get(name)).or(() -> weights.find(name));
                if (there.isPresent()) {
                    arguments.add(there.get());
                } else {
                    NativeArray label = label(outline, name, inferred.arguments().get(i));
                    own.add(label);
                    arguments.add(label);
                }
            }
            List<NativeArray> auxiliary =
                    program.names().auxiliary().stream()
                            .map(name -> weights.find(name).orElseThrow())
                            .toList();
            Executor executor = Executor.bind(program.symbol(), arguments, auxiliary);
            return opened(executor, inputs, own);
        } catch (RefusedException | RuntimeException e) {
            own.forEach(NativeArray::close);
            throw e;
        }
    }

    private static Plan opened(Executor executor, List<NativeArray> inputs, List<NativeArray> own)
            throws RefusedException {
        try {
            List<Answer> answers = new ArrayList<>();
            for (NativeArray output : executor.outputs()) {
                answers.add(Answer.of(output));
            }
            return new Plan(executor, inputs, List.copyOf(answers), List.copyOf(own));
        } catch (RefusedException | RuntimeException e) {
            executor.close();
            throw e;
        }
    }

    private static Map<String, Shape> known(Program program, Outline outline, List<Shape> shapes) {
        Map<String, Shape> known = new LinkedHashMap<>();
        List<TensorSpec> specs = outline.signature().inputs();
        for (int i = 0; i < specs.size(); i++) {
            known.put(specs.get(i).name(), shapes.get(i));
        }
        for (String name : program.names().arguments()) {
            program.parameters().shape(name).ifPresent(shape -> known.putIfAbsent(name, shape));
        }
        return known;
    }

    private static NativeArray label(Outline outline, String name, Shape shape)
            throws RefusedException {
        if (!shape.isKnown()) {
            throw new RefusedException("no shape follows for the label '" + name + "'");
        }
        return NativeArray.zeros(outline.types().getOrDefault(name, DataType.FLOAT32), shape);
    }

    @Override
    public void close() {
        executor.close();
        own.forEach(NativeArray::close);
    }
}
