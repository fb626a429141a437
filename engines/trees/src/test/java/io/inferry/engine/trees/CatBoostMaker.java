package io.inferry.engine.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes up CatBoost models of a seed. Nothing on hand trains CatBoost, but its own library reads
 * what is made here, and so says what it means.
 *
 * @param numbers how many features of numbers
 * @param texts how many categorical features behind them
 * @param margins values of a leaf
 */
record CatBoostMaker(Random random, int numbers, int texts, int margins) {
    static final List<String> WORDS =
            List.of(
                    "",
                    "a",
                    "red",
                    "blue",
                    "no",
                    "grün",
                    "a longer text of more than 32 bytes, ok");
    private static final int TREES = 9;
    private static final int BORDERS = 6;

    /** What a split asks, in the order in which the library numbers it. */
    record Bin(String json, boolean text, int feature, double operand) {}

    /** All that both formats say of one model. */
    record Made(List<double[]> borders, List<int[]> values, List<Bin> bins) {}

    Made features() {
        List<Bin> bins = new ArrayList<>();
        List<double[]> borders = new ArrayList<>();
        for (int i = 0; i < numbers; i++) {
            double[] all =
                    IntStream.range(0, BORDERS)
                            .mapToDouble(_ -> border())
                            .sorted()
                            .distinct()
                            .toArray();
            borders.add(all);
            for (double each : all) {
                bins.add(
                        new Bin(
                                "\"split_type\":\"FloatFeature\",\"float_feature_index\":%d,\"border\":%s"
                                        .formatted(i, each),
                                false,
                                i,
                                each));
            }
        }
        List<int[]> values = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            int[] hashes =
                    WORDS.stream()
                            .filter(_ -> random.nextInt(3) > 0)
                            .mapToInt(CatBoostLibrary::hash)
                            .toArray();
            values.add(hashes);
            for (int hash : hashes) {
                bins.add(
                        new Bin(
                                "\"split_type\":\"OneHotFeature\",\"cat_feature_index\":%d,\"value\":%d"
                                        .formatted(i, hash),
                                true,
                                i,
                                hash));
            }
        }
        return new Made(borders, values, bins);
    }

    private double border() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> Float.MAX_VALUE * (random.nextBoolean() ? 1 : -1);
            default -> (float) random.nextGaussian();
        };
    }

    /** A model with one question for each level. */
    String symmetric(Made made, String params) {
        String trees =
                IntStream.range(0, TREES)
                        .mapToObj(_ -> symmetricTree(made, random.nextInt(7)))
                        .collect(Collectors.joining(","));
        return json(made, params, "\"oblivious_trees\":[" + trees + "]");
    }

    /** A model of trees of any form. */
    String free(Made made, String params) {
        String trees =
                IntStream.range(0, TREES)
                        .mapToObj(_ -> node(made, 1 + random.nextInt(6)))
                        .collect(Collectors.joining(","));
        return json(made, params, "\"trees\":[" + trees + "]");
    }

    private String symmetricTree(Made made, int levels) {
        String splits =
                IntStream.range(0, levels)
                        .mapToObj(_ -> split(made))
                        .collect(Collectors.joining(","));
        return "{\"leaf_values\":[%s],\"leaf_weights\":[%s],\"splits\":%s}"
                .formatted(
                        leaves(margins << levels),
                        "1,".repeat((1 << levels) - 1) + "1",
                        levels == 0 ? "null" : "[" + splits + "]");
    }

    private String node(Made made, int levels) {
        if (levels == 0 || random.nextInt(6) == 0) {
            return "{\"value\":%s,\"weight\":2}"
                    .formatted(margins == 1 ? leaves(1) : "[" + leaves(margins) + "]");
        }
        return "{\"split\":%s,\"left\":%s,\"right\":%s}"
                .formatted(split(made), node(made, levels - 1), node(made, levels - 1));
    }

    private String split(Made made) {
        int at = random.nextInt(made.bins().size());
        return "{\"split_index\":%d,%s}".formatted(at, made.bins().get(at).json());
    }

    private String leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> String.valueOf(random.nextGaussian()))
                .collect(Collectors.joining(","));
    }

    private String json(Made made, String params, String trees) {
        String scale = random.nextBoolean() ? "1" : "0.5";
        String bias =
                IntStream.range(0, margins)
                        .mapToObj(_ -> String.valueOf(random.nextGaussian()))
                        .collect(Collectors.joining(","));
        return "{\"features_info\":{%s},\"model_info\":{%s},%s,\"scale_and_bias\":[%s,[%s]]}"
                .formatted(featuresJson(made), params, trees, scale, bias);
    }

    private String featuresJson(Made made) {
        String[] treatments = {"AsIs", "AsFalse", "AsTrue"};
        List<String> all = new ArrayList<>();
        for (int i = 0; i < numbers; i++) {
            all.add(
                    "{\"feature_index\":%d,\"flat_feature_index\":%d,\"feature_id\":\"n%d\",\"has_nans\":%s,\"nan_value_treatment\":\"%s\",\"borders\":%s}"
                            .formatted(
                                    i,
                                    i,
                                    i,
                                    random.nextBoolean(),
                                    treatments[random.nextInt(3)],
                                    Arrays.toString(made.borders().get(i))));
        }
        String floats = "\"float_features\":[" + String.join(",", all) + "]";
        all.clear();
        for (int i = 0; i < texts; i++) {
            all.add(
                    "{\"feature_index\":%d,\"flat_feature_index\":%d,\"feature_id\":\"t%d\",\"values\":%s,\"string_values\":[]}"
                            .formatted(i, numbers + i, i, Arrays.toString(made.values().get(i))));
        }
        return texts == 0
                ? floats
                : floats + ",\"categorical_features\":[" + String.join(",", all) + "]";
    }
}
