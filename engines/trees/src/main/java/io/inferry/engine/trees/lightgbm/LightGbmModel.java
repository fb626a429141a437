package io.inferry.engine.trees.lightgbm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inferry.engine.trees.forest.Categories;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.Ensemble.Margins;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a LightGBM text model. */
public final class LightGbmModel {
    /** Values no further from zero are zero for LightGBM, wherever it reads them. */
    private static final double ZERO_BELOW = 1e-35f;

    private static final Set<String> VERSIONS = Set.of("v2", "v3", "v4");
    private static final int GROUPS_MAX = 1 << 16;

    private LightGbmModel() {}

    /** Whether a file that begins so is a LightGBM text model. */
    public static boolean isStart(byte[] head) {
        String text = new String(head, ISO_8859_1);
        return text.startsWith("tree\nversion=") || text.startsWith("tree\r\nversion=");
    }

    /**
     * Reads a whole file.
     *
     * @param iterations how many of the first iterations to keep; 0 for all
     * @throws ModelFileException when it is broken or asks for what is not done here
     */
    public static Ensemble read(byte[] bytes, int iterations) {
        if (!isStart(bytes)) {
            throw ModelFileException.broken("it is no LightGBM text model");
        }
        TextModel text = TextModel.split(bytes);
        Section header = text.header();
        String version = header.text("version", "");
        if (!VERSIONS.contains(version)) {
            throw ModelFileException.unsupported("LightGBM's text version '" + version + "'");
        }
        Objective objective = Objectives.parse(header.text("objective", ""));
        int groups = groups(header);
        List<Section> trees = kept(text, groups, iterations);
        Inputs inputs = inputs(header);
        ForestBuilder forest = new ForestBuilder(inputs.features(), Categories.CUT_FIRST);
        for (int i = 0; i < trees.size(); i++) {
            forest.add(TreeSection.read(trees.get(i)), i % groups);
        }
        int divisor = header.has("average_output") ? Math.max(1, trees.size() / groups) : 1;
        return new Ensemble(
                forest.build(),
                inputs,
                new Margins(objective, Collections.nCopies(groups, 0.0), divisor),
                facts(header, objective, inputs));
    }

    private static int groups(Section header) {
        int groups = header.number("num_tree_per_iteration", header.number("num_class", 1));
        if (groups < 1 || groups > GROUPS_MAX) {
            throw header.wrong(
                    "num_tree_per_iteration", String.valueOf(groups), "1 to " + GROUPS_MAX);
        }
        return groups;
    }

    private static List<Section> kept(TextModel text, int groups, int iterations) {
        List<Section> trees = text.trees();
        String sizes = text.header().text("tree_sizes", "");
        int announced = sizes.isEmpty() ? trees.size() : sizes.split(" +").length;
        if (announced != trees.size() || trees.size() % groups != 0) {
            throw ModelFileException.broken(
                    "it has %d trees, its header announces %d in iterations of %d"
                            .formatted(trees.size(), announced, groups));
        }
        return iterations == 0
                ? trees
                : trees.subList(0, (int) Math.min(trees.size(), (long) iterations * groups));
    }

    private static Inputs inputs(Section header) {
        int features = header.number("max_feature_idx", -1) + 1;
        String line = header.text("feature_names", "");
        List<String> names = line.isEmpty() ? List.of() : Arrays.asList(line.split(" "));
        if (!names.isEmpty() && names.size() != features) {
            throw ModelFileException.broken(
                    "it names %d of %d features".formatted(names.size(), features));
        }
        return new Inputs(features, names, ZERO_BELOW);
    }

    private static Map<String, String> facts(Section header, Objective objective, Inputs inputs) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("library", "LightGBM");
        facts.put("version", header.text("version", ""));
        facts.put("objective", objective.name());
        facts.put("feature_names", String.join(",", inputs.names()));
        return facts;
    }
}
