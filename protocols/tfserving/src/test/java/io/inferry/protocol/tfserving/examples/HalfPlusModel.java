package io.inferry.protocol.tfserving.examples;

import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.proto.Example;
import io.inferry.protocol.tfserving.proto.Feature;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signatures with the names, shapes and method names of upstream's half_plus_two, and some more.
 */
final class HalfPlusModel implements Model, Runner {
    private static final String CLASSIFY = "tensorflow/serving/classify";
    private static final String REGRESS = "tensorflow/serving/regress";

    private static final TensorSpec INPUTS =
            new TensorSpec("inputs", DataType.STRING, Shape.of(-1), List.of(), "tf_example:0");

    private static final Map<String, Signature> SIGNATURES =
            Stream.of(
                            // Marked as the TF2 model is, whose signatures are all for Predict.
                            signature("serving_default", Signature.PREDICT, scores(3)),
                            signature("classify_x_to_y", CLASSIFY, scores(1)),
                            signature("classify_labels", CLASSIFY, classSignature(), scores(3)),
                            signature("classify_bytes", CLASSIFY, classSignature()),
                            signature("regress_x_to_y", REGRESS, outputs(-1, 1)),
                            signature("regress_x2_to_y3", REGRESS, outputs(-1)),
                            signature("regress_one", REGRESS, outputs(-1)))
                    .collect(Collectors.toMap(Signature::name, each -> each));

    private final TensorMemory memory;

    HalfPlusModel(TensorMemory memory) {
        this.memory = memory;
    }

    private static Signature signature(String name, String method, TensorSpec... outputs) {
        return new Signature(name, List.of(INPUTS), List.of(outputs), method, Set.of());
    }

    private static TensorSpec scores(int classes) {
        return new TensorSpec("scores", DataType.FLOAT32, Shape.of(-1, classes));
    }

    private static TensorSpec classSignature() {
        return new TensorSpec("classes", DataType.STRING, Shape.of(-1, -1));
    }

    private static TensorSpec outputs(long... dims) {
        return new TensorSpec("outputs", DataType.FLOAT32, Shape.of(dims));
    }

    @Override
    public Map<String, Signature> signatures() {
        return SIGNATURES;
    }

    @Override
    public String platform() {
        return "half_plus";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long nativeBytes() {
        return 0;
    }

    @Override
    public Runner newRunner() {
        return this;
    }

    @Override
    public Map<String, Tensor> run(
            Signature signature, Map<String, Tensor> inputs, List<String> outputs) {
        List<byte[]> examples = ((StringTensor) inputs.get("inputs")).elements();
        Map<String, Tensor> answer = new LinkedHashMap<>();
        for (String output : outputs) {
            answer.put(output, run(signature.name(), output, examples));
        }
        return answer;
    }

    private Tensor run(String signature, String output, List<byte[]> examples) {
        int rows = examples.size();
        return switch (signature + " " + output) {
            case "serving_default scores", "classify_labels scores" ->
                    floats(Shape.of(rows, 3), examples, "x", 0, 1, 2);
            case "classify_labels classes" ->
                    texts(rows, examples.stream().flatMap(_ -> Stream.of("a", "", "c")).toList());
            case "classify_bytes classes" ->
                    texts(rows, examples.stream().map(HexFormat.of()::formatHex).toList());
            case "regress_x2_to_y3 outputs" -> floats(Shape.of(rows), examples, "x2", 3);
            case "regress_one outputs" -> floats(Shape.of(1), examples.subList(0, 1), "x", 2);
            default -> floats(Shape.of(rows, 1), examples, "x", 2);
        };
    }

    private Tensor floats(Shape shape, List<byte[]> examples, String feature, int... plus) {
        float[] values = new float[examples.size() * plus.length];
        for (int i = 0; i < values.length; i++) {
            float x = feature(examples.get(i / plus.length), feature);
            values[i] = x / 2 + plus[i % plus.length];
        }
        return NumericTensor.ofFloats(memory, shape, values);
    }

    private static Tensor texts(int rows, List<String> texts) {
        return StringTensor.of(
                Shape.of(rows, texts.size() / rows),
                texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private static float feature(byte[] serialized, String name) {
        Example example;
        try {
            example = Example.parseFrom(serialized);
        } catch (InvalidProtocolBufferException e) {
            throw ServingException.invalidArgument("Could not parse example input");
        }
        Feature feature =
                example.getFeatures().getFeatureOrDefault(name, Feature.getDefaultInstance());
        if (feature.getFloatList().getValueCount() == 0) {
            throw ServingException.invalidArgument("Feature: " + name + " is required");
        }
        return feature.getFloatList().getValue(0);
    }

    @Override
    public void close() {}
}
