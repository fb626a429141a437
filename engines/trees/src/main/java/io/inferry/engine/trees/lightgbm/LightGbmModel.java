package io.inferry.engine.trees.lightgbm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.inferry.engine.trees.forest.Categories;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.Ensemble.Margins;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import io.inferry.engine.trees.forest.Precision;
import io.inferry.engine.trees.forest.TableColumns;
import java.util.ArrayList;
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
        List<String> names = names(header);
        Inputs inputs = inputs(header, names, PandasCategories.read(bytes));
        ForestBuilder forest = new ForestBuilder(inputs.features(), Categories.CUT_FIRST);
        for (int i = 0; i < trees.size(); i++) {
            forest.add(TreeSection.read(trees.get(i)), i % groups);
        }
        int divisor = header.has("average_output") ? Math.max(1, trees.size() / groups) : 1;
        return new Ensemble(
                forest.build(),
                inputs,
                new Margins(objective, Collections.nCopies(groups, 0.0), divisor),
                facts(header, objective, names));
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

    private static List<String> names(Section header) {
        String line = header.text("feature_names", "");
        return line.isEmpty() ? List.of() : Arrays.asList(line.split(" "));
    }

    private static Inputs inputs(
            Section header, List<String> names, List<List<String>> pandasCategories) {
        int features = header.number("max_feature_idx", -1) + 1;
        if (!names.isEmpty() && names.size() != features) {
            throw ModelFileException.broken(
                    "it names %d of %d features".formatted(names.size(), features));
        }
        List<List<String>> categories = categories(header, names.size(), pandasCategories);
        return new Inputs(
                features, TableColumns.of(names, categories), Precision.DOUBLE, ZERO_BELOW);
    }

    /**
     * The lists go to the features whose value range is a list of codes ({@code 0:1:2}), as long as
     * there are as many of each: an ordered category of pandas is a number for LightGBM.
     */
    private static List<List<String>> categories(
            Section header, int features, List<List<String>> lists) {
        String[] ranges = header.text("feature_infos", "").split(" ", -1);
        List<List<String>> categories = new ArrayList<>(Collections.nCopies(features, List.of()));
        int next = 0;
        for (int i = 0; i < Math.min(features, ranges.length); i++) {
            if (!ranges[i].startsWith("[") && !ranges[i].equals("none")) {
                if (next < lists.size()) {
                    categories.set(i, lists.get(next));
                }
                next++;
            }
        }
        return next == lists.size() ? categories : Collections.nCopies(features, List.of());
    }

    private static Map<String, String> facts(
            Section header, Objective objective, List<String> names) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("library", "LightGBM");
        facts.put("version", header.text("version", ""));
        facts.put("objective", objective.name());
        facts.put("feature_names", String.join(",", names));
        return facts;
    }
}
