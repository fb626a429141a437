package io.inferry.engine.pmml;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** Loads documents and asks them. */
record Workbench(Path directory) {
    Path write(String document) {
        try {
            return Files.write(directory.resolve("model.pmml"), document.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Model load(String document, Map<String, String> options) {
        return load(write(document), options);
    }

    Model load(Path file, Map<String, String> options) {
        return new PmmlEngine()
                .load(new LoadRequest(new ModelId("m", 1), file, options, TensorMemory.unpooled()));
    }

    /** All answers to rows of the one field {@code x}. */
    static Map<String, Tensor> ask(Model model, Tensor x) {
        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        List<String> outputs = signature.outputs().stream().map(TensorSpec::name).toList();
        try (Runner runner = model.newRunner()) {
            return runner.run(signature, Map.of("x", x), outputs);
        }
    }

    /** The predictions for numbers. */
    static double[] predictions(Model model, double... x) {
        Tensor numbers = NumericTensor.ofDoubles(TensorMemory.unpooled(), Shape.of(x.length), x);
        return ((NumericTensor) ask(model, numbers).get("prediction")).toDoubles();
    }

    /** The labels for texts. */
    static List<String> labels(Model model, String... x) {
        return ((StringTensor) ask(model, StringTensor.ofTexts(Shape.of(x.length), x)).get("label"))
                .toTexts();
    }
}
