package io.inferry.engine.pfa;

import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One loaded document with one runner. */
record Workbench(Model model, Runner runner) implements AutoCloseable {
    static final TensorMemory MEMORY = TensorMemory.unpooled();

    /** Writes a document and loads it. */
    static Workbench of(Path directory, String document, Map<String, String> options) {
        Model model = load(write(directory, document), options);
        return new Workbench(model, model.newRunner());
    }

    static Workbench of(Path directory, String document) {
        return of(directory, document, Map.of());
    }

    static Path write(Path directory, String document) {
        try {
            return Files.writeString(directory.resolve("made.pfa"), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Model load(Path file, Map<String, String> options) {
        return new PfaEngine().load(new LoadRequest(new ModelId("made", 1), file, options, MEMORY));
    }

    /** Another instance of the same document. */
    Workbench beside() {
        return new Workbench(model, model.newRunner());
    }

    Signature signature() {
        return model.signatures().get(Signature.DEFAULT_NAME);
    }

    /** Runs for all outputs. */
    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        List<String> outputs = signature().outputs().stream().map(TensorSpec::name).toList();
        return runner.run(signature(), inputs, outputs);
    }

    /** The FLOAT64 answers to a column called {@code input}. */
    double[] answers(double... column) {
        return doubles(run(Map.of("input", numbers(column))).get("prediction"));
    }

    /** The texts of the only output for a column called {@code input}. */
    List<String> texts(double... column) {
        return texts(run(Map.of("input", numbers(column))).values().iterator().next());
    }

    static Tensor numbers(double... values) {
        return NumericTensor.ofDoubles(MEMORY, Shape.of(values.length), values);
    }

    static Tensor strings(String... values) {
        return StringTensor.ofTexts(Shape.of(values.length), values);
    }

    static double[] doubles(Tensor tensor) {
        return ((NumericTensor) tensor).toDoubles();
    }

    static List<String> texts(Tensor tensor) {
        return ((StringTensor) tensor).toTexts();
    }

    @Override
    public void close() {
        runner.close();
        model.close();
    }
}
