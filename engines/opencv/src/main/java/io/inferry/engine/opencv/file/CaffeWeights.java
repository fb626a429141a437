package io.inferry.engine.opencv.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/**
 * Which layers a {@code .caffemodel} (caffe.proto, {@code NetParameter}) has weights for. OpenCV
 * gives a layer that it finds no weights for none, and some of its layers read them all the same.
 *
 * @param ranks dimensions of the first array of weights, by layer
 */
public record CaffeWeights(Map<String, Integer> ranks) {
    private static final int LAYERS_OLD = 2;
    private static final int LAYER = 100;
    private static final int NAME = 1;
    private static final int NAME_OLD = 4;
    private static final int BLOBS = 7;
    private static final int BLOBS_OLD = 6;
    private static final int SHAPE = 7;
    private static final int WIDTH_OLD = 4;

    public CaffeWeights {
        ranks = Map.copyOf(ranks);
    }

    /**
     * Reads the file's structure and steps over its numbers.
     *
     * @throws ModelFileException when it is no such file, or is cut short
     */
    public static CaffeWeights parse(MemorySegment bytes) throws ModelFileException {
        Map<String, Integer> ranks = new HashMap<>();
        ProtoFields fields = new ProtoFields(bytes);
        while (fields.next()) {
            if (fields.isMessage(LAYER)) {
                layer(fields.message(), NAME, BLOBS, ranks);
            } else if (fields.isMessage(LAYERS_OLD)) {
                layer(fields.message(), NAME_OLD, BLOBS_OLD, ranks);
            }
        }
        return new CaffeWeights(ranks);
    }

    /**
     * Checks that a layer has weights.
     *
     * @param rankMin dimensions that they have at least
     */
    public void require(String layer, int rankMin) throws ModelFileException {
        Integer rank = ranks.get(layer);
        if (rank == null || rank < rankMin) {
            throw new ModelFileException(
                    "layer '%s' has %s there"
                            .formatted(
                                    layer,
                                    rank == null
                                            ? "no weights"
                                            : "weights of " + rank + " dimensions"));
        }
    }

    private static void layer(
            MemorySegment bytes, int nameField, int blobsField, Map<String, Integer> ranks)
            throws ModelFileException {
        String name = "";
        int rank = -1;
        ProtoFields fields = new ProtoFields(bytes);
        while (fields.next()) {
            if (fields.isMessage(nameField)) {
                name = new String(fields.message().toArray(ValueLayout.JAVA_BYTE), UTF_8);
            } else if (fields.isMessage(blobsField) && rank < 0) {
                rank = rank(fields.message());
            }
        }
        if (rank >= 0) {
            ranks.put(name, rank);
        }
    }

    private static int rank(MemorySegment blob) throws ModelFileException {
        int rank = 0;
        ProtoFields fields = new ProtoFields(blob);
        while (fields.next()) {
            if (fields.isMessage(SHAPE)) {
                rank = dims(fields.message());
            } else if (fields.number() <= WIDTH_OLD) {
                // four fields of their own, before there were shapes; they count where they are
                return WIDTH_OLD;
            }
        }
        return rank;
    }

    private static int dims(MemorySegment shape) throws ModelFileException {
        int count = 0;
        ProtoFields fields = new ProtoFields(shape);
        while (fields.next()) {
            count += fields.isMessage(1) ? numbers(fields.message()) : 1;
        }
        return count;
    }

    /** How many numbers are packed: each ends with a byte whose highest bit is not set. */
    private static int numbers(MemorySegment packed) {
        int count = 0;
        for (long i = 0; i < packed.byteSize(); i++) {
            count += packed.get(ValueLayout.JAVA_BYTE, i) >= 0 ? 1 : 0;
        }
        return count;
    }
}
