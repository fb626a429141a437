package io.inferry.engine.opencv.file;

import io.inferry.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Darknet {@code .cfg} says: the image it takes, and how many floats its weights are. OpenCV
 * does not look whether the file has them, and goes on with whatever is in memory.
 *
 * @param floats that {@code .weights} needs after its head
 * @param layers how many there are of each type
 */
public record DarknetNet(NetInput input, long floats, Map<String, Integer> layers) {
    /** OpenCV's name for the one input. */
    public static final String INPUT = "data";

    private static final long HEAD_BYTES = 12;
    private static final long CHANNELS_MAX = 1 << 20;
    private static final long SIZE_MAX = 127;

    public DarknetNet {
        layers = Map.copyOf(layers);
    }

    /**
     * Reads a description.
     *
     * @throws ModelFileException when it is none, or its layers do not fit each other
     */
    public static DarknetNet parse(String text) throws ModelFileException {
        List<DarknetSection> sections = DarknetSection.parse(text);
        if (sections.size() < 2
                || !List.of("net", "network").contains(sections.getFirst().name())) {
            throw new ModelFileException("it does not begin with [net] and go on with layers");
        }
        DarknetSection net = sections.getFirst();
        int channels = net.positive("channels", 0);
        List<Integer> out = new ArrayList<>();
        Map<String, Integer> layers = new TreeMap<>();
        long floats = 0;
        for (DarknetSection layer : sections.subList(1, sections.size())) {
            int in = out.isEmpty() ? channels : out.getLast();
            layers.merge(layer.name(), 1, Integer::sum);
            floats += floats(layer, in);
            out.add((int) bounded(channels(layer, in, out), CHANNELS_MAX, "channels"));
        }
        Shape shape = Shape.of(1, channels, net.positive("height", 0), net.positive("width", 0));
        return new DarknetNet(new NetInput(INPUT, shape), floats, layers);
    }

    /** How many channels a layer answers. */
    private static long channels(DarknetSection layer, int in, List<Integer> out)
            throws ModelFileException {
        return switch (layer.name()) {
            case "convolutional" -> layer.positive("filters", 0);
            case "connected" -> layer.positive("output", 0);
            case "maxpool" -> {
                int stride = layer.positive("stride", 1);
                long _ = bounded(layer.positive("size", stride), SIZE_MAX, "cells on a side");
                long _ = bounded(stride, SIZE_MAX, "steps");
                long _ = bounded(1L + layer.number("padding", 0), SIZE_MAX, "cells around");
                yield in;
            }
            case "upsample" -> {
                long _ = bounded(layer.positive("stride", 2), SIZE_MAX, "steps");
                yield in;
            }
            case "avgpool", "dropout", "softmax", "yolo", "region", "cost" -> in;
            case "reorg" -> {
                int stride = layer.positive("stride", 2);
                yield (long) in * stride * stride;
            }
            case "shortcut", "scale_channels", "sam" -> {
                int from = out.get(layer.layers("from").getFirst());
                yield layer.name().equals("shortcut") ? in : from;
            }
            case "route" -> {
                long sum = 0;
                for (int from : layer.layers("layers")) {
                    sum += out.get(from);
                }
                yield sum / layer.positive("groups", 1);
            }
            default ->
                    throw new ModelFileException(
                            "[%s] is no layer that OpenCV has".formatted(layer.name()));
        };
    }

    private static long floats(DarknetSection layer, int in) throws ModelFileException {
        boolean hasBatchNorm = layer.number("batch_normalize", 0) != 0;
        return switch (layer.name()) {
            case "convolutional" -> {
                long filters = layer.positive("filters", 0);
                long size = bounded(layer.positive("size", 0), SIZE_MAX, "cells on a side");
                long _ = bounded(layer.positive("stride", 1), SIZE_MAX, "steps");
                long _ = bounded(1L + layer.number("pad", 0), SIZE_MAX, "cells around");
                long _ = bounded(1L + layer.number("padding", 0), SIZE_MAX, "cells around");
                int groups = layer.positive("groups", 1);
                if (in % groups != 0) {
                    throw new ModelFileException(
                            "a [convolutional] of %d groups takes %d channels"
                                    .formatted(groups, in));
                }
                yield filters * (hasBatchNorm ? 4 : 1) + filters * (in / groups) * size * size;
            }
            case "connected" ->
                    throw new ModelFileException(
                            "[connected] is not served: what it takes is not in the description");
            default -> 0;
        };
    }

    private static long bounded(long value, long max, String what) throws ModelFileException {
        if (value < 1 || value > max) {
            throw new ModelFileException(
                    "a layer has %d %s; there may be 1 to %d".formatted(value, what, max));
        }
        return value;
    }

    /**
     * Checks that the weights are all there.
     *
     * @param head the first twenty bytes of the file as little-endian numbers
     * @param byteSize of the file
     * @return bytes that no layer takes
     */
    public long checkWeights(List<Integer> head, long byteSize) throws ModelFileException {
        int major = head.isEmpty() ? 0 : head.get(0);
        int minor = head.size() < 2 ? 0 : head.get(1);
        if (major < 0 || minor < 0 || major > 1000 || minor > 1000) {
            throw new ModelFileException("its head has the version " + major + "." + minor);
        }
        long headBytes = HEAD_BYTES + (major * 10 + minor >= 2 ? Long.BYTES : Integer.BYTES);
        long needed = headBytes + floats * Float.BYTES;
        if (byteSize < needed) {
            throw new ModelFileException(
                    "it has %d bytes, its description needs %d".formatted(byteSize, needed));
        }
        return byteSize - needed;
    }
}
