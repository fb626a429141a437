package io.inferry.engine.opencv.file;

import io.inferry.api.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a {@code deploy.prototxt} (caffe.proto, {@code NetParameter}) says, as far as it matters
 * here: inputs, layers, and numbers that OpenCV divides by without looking.
 *
 * @param layers how many there are of each type
 * @param weighted layers that need weights, and how many dimensions these have at least
 */
public record CaffeNet(
        List<NetInput> inputs, Map<String, Integer> layers, Map<String, Integer> weighted) {
    private static final int RANK_OF_DIMS = 4;
    private static final int SMALL_MAX = 4096;

    /** How a window lies on an image; OpenCV multiplies these in 32 bits. */
    private static final Pattern SMALL =
            Pattern.compile("(kernel|stride|pad)(_size|_h|_w)?|dilation");

    private static final Set<String> POSITIVE =
            Set.of(
                    "num_output",
                    "group",
                    "local_size",
                    "pooled_h",
                    "pooled_w",
                    "output_dim",
                    "group_size",
                    "num_classes");

    /**
     * Where layers of these types say how many numbers they answer; without it OpenCV divides by 0.
     */
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "InnerProduct", "inner_product_param",
                    "INNER_PRODUCT", "inner_product_param",
                    "Convolution", "convolution_param",
                    "CONVOLUTION", "convolution_param",
                    "Deconvolution", "convolution_param",
                    "DECONVOLUTION", "convolution_param");

    private static final Map<String, Integer> RANKS =
            Map.of(
                    "BatchNorm", 1,
                    "PReLU", 1,
                    "PRELU", 1,
                    "InnerProduct", 2,
                    "INNER_PRODUCT", 2,
                    "Convolution", 3,
                    "CONVOLUTION", 3,
                    "Deconvolution", 3,
                    "DECONVOLUTION", 3);

    public CaffeNet {
        inputs = List.copyOf(inputs);
        layers = Map.copyOf(layers);
        weighted = Map.copyOf(weighted);
    }

    /**
     * Reads a description.
     *
     * @throws ModelFileException when it is none, or has numbers that would end the process
     */
    public static CaffeNet parse(String text) throws ModelFileException {
        ProtoText net = ProtoText.parse(text);
        List<NetInput> inputs = new ArrayList<>(oldInputs(net));
        Map<String, Integer> layers = new TreeMap<>();
        Map<String, Integer> weighted = new TreeMap<>();
        for (String kind : List.of("layer", "layers")) {
            for (ProtoText layer : net.messages(kind)) {
                layers.merge(layer.value("type"), 1, Integer::sum);
                checkNumbers(layer, layer.value("name"));
                if (isWeighted(layer)) {
                    weighted.put(layer.value("name"), RANKS.getOrDefault(layer.value("type"), 0));
                }
                if (layer.value("type").equals("Input")) {
                    inputs.addAll(inputs(layer));
                }
            }
        }
        if (layers.isEmpty()) {
            throw new ModelFileException("it has no layers");
        }
        if (inputs.isEmpty()) {
            throw new ModelFileException(
                    "it has no inputs; a description to deploy has 'input' or a layer of the type Input");
        }
        Set<String> names = new HashSet<>();
        for (NetInput input : inputs) {
            if (!names.add(input.name())) {
                throw new ModelFileException("it has two inputs '" + input.name() + "'");
            }
        }
        return new CaffeNet(inputs, layers, weighted);
    }

    /** {@code input: "data"} with four {@code input_dim} or one {@code input_shape} each. */
    private static List<NetInput> oldInputs(ProtoText net) throws ModelFileException {
        List<String> names = net.values("input");
        List<Shape> shapes = new ArrayList<>();
        for (ProtoText shape : net.messages("input_shape")) {
            shapes.add(shape(shape.values("dim")));
        }
        List<String> dims = net.values("input_dim");
        for (int i = 0;
                i + RANK_OF_DIMS <= dims.size() && net.messages("input_shape").isEmpty();
                i += RANK_OF_DIMS) {
            shapes.add(shape(dims.subList(i, i + RANK_OF_DIMS)));
        }
        return paired(names, shapes, "the net");
    }

    private static List<NetInput> inputs(ProtoText layer) throws ModelFileException {
        List<Shape> shapes = new ArrayList<>();
        for (ProtoText param : layer.messages("input_param")) {
            for (ProtoText shape : param.messages("shape")) {
                shapes.add(shape(shape.values("dim")));
            }
        }
        return paired(layer.values("top"), shapes, "layer '" + layer.value("name") + "'");
    }

    private static List<NetInput> paired(List<String> names, List<Shape> shapes, String where)
            throws ModelFileException {
        if (names.size() != shapes.size()) {
            throw new ModelFileException(
                    "%s has the inputs %s and %d shapes for them"
                            .formatted(where, names, shapes.size()));
        }
        List<NetInput> inputs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            inputs.add(new NetInput(names.get(i), shapes.get(i)));
        }
        return inputs;
    }

    private static Shape shape(List<String> dims) throws ModelFileException {
        long[] values = new long[dims.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Numbers.positive("dim", dims.get(i));
        }
        return Shape.of(values);
    }

    private static boolean isWeighted(ProtoText layer) throws ModelFileException {
        String param = REQUIRED.get(layer.value("type"));
        if (param == null) {
            return RANKS.containsKey(layer.value("type"));
        }
        List<String> outputs = new ArrayList<>();
        for (ProtoText message : layer.messages(param)) {
            outputs.addAll(message.values("num_output"));
        }
        if (outputs.isEmpty()) {
            throw new ModelFileException(
                    "layer '%s' has no num_output in its %s".formatted(layer.value("name"), param));
        }
        return true;
    }

    private static void checkNumbers(ProtoText message, String layer) throws ModelFileException {
        for (ProtoText.Field field : message.fields()) {
            switch (field) {
                case ProtoText.Nested nested -> checkNumbers(nested.message(), layer);
                case ProtoText.Scalar scalar -> {
                    if (SMALL.matcher(scalar.name()).matches()) {
                        Numbers.within(
                                "%s of layer '%s'".formatted(scalar.name(), layer),
                                scalar.value(),
                                scalar.name().startsWith("pad") ? 0 : 1,
                                SMALL_MAX);
                    } else if (POSITIVE.contains(scalar.name())) {
                        Numbers.positive(
                                "%s of layer '%s'".formatted(scalar.name(), layer), scalar.value());
                    }
                }
            }
        }
    }
}
