package io.inferry.engine.pmml.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every element before pmml4s does: refuses what version 1.5.6 does not evaluate, or not
 * as the specification says, and notes what the document says of itself.
 */
final class Rules {
    private static final Set<String> SERVED =
            Set.of(
                    "AnomalyDetectionModel",
                    "ClusteringModel",
                    "GeneralRegressionModel",
                    "MiningModel",
                    "NaiveBayesModel",
                    "NearestNeighborModel",
                    "NeuralNetwork",
                    "RegressionModel",
                    "RuleSetModel",
                    "Scorecard",
                    "SupportVectorMachineModel",
                    "TreeModel");

    private static final Map<String, String> REFUSED =
            Map.of(
                    "AssociationModel",
                            "pmml4s keeps the last basket in the model and ranks the weakest rule"
                                    + " first",
                    "BaselineModel", "pmml4s has none",
                    "BayesianNetworkModel", "pmml4s has none",
                    "GaussianProcessModel", "pmml4s has none",
                    "SequenceModel", "pmml4s has none",
                    "TextModel", "pmml4s has none",
                    "TimeSeriesModel", "pmml4s has none",
                    "Regression", "model composition; segments take its place since PMML 4.2",
                    "DecisionTree", "model composition; segments take its place since PMML 4.2",
                    "TableLocator", "a table outside the file");

    private static final List<Forbidden> FORBIDDEN =
            List.of(
                    new Forbidden("CompoundPredicate", "booleanOperator", "xor", "always false"),
                    new Forbidden(
                            "NearestNeighborModel",
                            "continuousScoringMethod",
                            "weightedAverage",
                            "divided twice by the weights"),
                    new Forbidden("AnomalyDetectionModel", "algorithmType", "other", "not done"),
                    new Forbidden("ClusteringModel", "modelClass", "distributionBased", "not done"),
                    new Forbidden(
                            "Segmentation",
                            "multipleModelMethod",
                            "selectAll",
                            "several results for one row"),
                    new Forbidden(
                            "TextIndex",
                            "localTermWeights",
                            "augmentedNormalizedTermFrequency",
                            "not done"));

    /** What builders make room for. */
    private static final List<String> COUNTS =
            List.of(
                    "n",
                    "nbRows",
                    "nbCols",
                    "numberOfClusters",
                    "numberOfFields",
                    "numberOfVectors",
                    "numberOfSupportVectors");

    private static final Set<String> NULL_STRATEGIES =
            Set.of("nullPrediction", "returnNullPrediction", "returnMissing");

    private final Map<String, String> shown = new LinkedHashMap<>();
    private final FunctionCosts costs = new FunctionCosts();
    private final List<String> functions = new ArrayList<>();
    private int models;
    private boolean mayBeNull;
    private boolean takesMissing = true;

    /** An attribute's value that is refused. */
    private record Forbidden(String element, String attribute, String value, String reason) {}

    /**
     * Looks at an element.
     *
     * @param depth 1 for the root
     * @throws ModelFileException when it cannot be served
     */
    void check(String element, int depth, UnaryOperator<@Nullable String> attribute) {
        String refused = REFUSED.get(element);
        if (refused != null) {
            throw ModelFileException.unsupported(element + ": " + refused);
        }
        for (Forbidden each : FORBIDDEN) {
            if (each.element.equals(element)
                    && each.value.equals(attribute.apply(each.attribute))) {
                throw ModelFileException.unsupported(
                        "%s %s=\"%s\" (in pmml4s: %s)"
                                .formatted(element, each.attribute, each.value, each.reason));
            }
        }
        COUNTS.forEach(name -> requireCount(element, name, attribute.apply(name)));
        if (SERVED.contains(element)) {
            model(element, depth, attribute);
        } else {
            note(element, depth, attribute);
        }
    }

    private void model(String element, int depth, UnaryOperator<@Nullable String> attribute) {
        if (depth == 2) {
            models++;
            if (models > 1) {
                throw ModelFileException.unsupported("a second model beside the first: " + element);
            }
            if ("false".equals(attribute.apply("isScorable"))) {
                throw ModelFileException.unsupported("its model says isScorable=\"false\"");
            }
            shown.put("model_type", element);
            show("function", attribute.apply("functionName"));
            show("model_name", attribute.apply("modelName"));
            show("algorithm", attribute.apply("algorithmName"));
        }
        functions.add(String.valueOf(attribute.apply("functionName")));
        if (element.equals("TreeModel")) {
            String strategy = attribute.apply("missingValueStrategy");
            takesMissing &= strategy != null && !strategy.equals("none");
            if (depth == 2) {
                noteNull(strategy);
                noteNull(attribute.apply("noTrueChildStrategy"));
            }
        } else if (!element.equals("MiningModel")) {
            takesMissing = false;
        }
    }

    private void note(String element, int depth, UnaryOperator<@Nullable String> attribute) {
        switch (element) {
            case "PMML" -> requireVersion(attribute.apply("version"));
            case "Application" -> {
                if (depth == 3) {
                    String version = attribute.apply("version");
                    show("application", attribute.apply("name"));
                    show("application_version", version);
                }
            }
            case "Header" -> {
                show("description", attribute.apply("description"));
                show("copyright", attribute.apply("copyright"));
                show("model_version", attribute.apply("modelVersion"));
            }
            case "Segmentation" -> segmentation(depth, attribute);
            case "DefineFunction" -> costs.define(attribute.apply("name"));
            case "DerivedField", "MiningSchema" -> costs.leave();
            case "Apply" -> costs.apply(attribute.apply("function"));
            default -> {
                // Nothing to note.
            }
        }
    }

    private void segmentation(int depth, UnaryOperator<@Nullable String> attribute) {
        String treatment = attribute.apply("missingPredictionTreatment");
        if (depth == 3) {
            noteNull(treatment);
        }
        if ("skipSegment".equals(treatment)
                && "average".equals(attribute.apply("multipleModelMethod"))
                && functions.getLast().equals("classification")) {
            throw ModelFileException.unsupported(
                    "Segmentation missingPredictionTreatment=\"skipSegment\" with an average of"
                            + " probabilities (in pmml4s: divided by the skipped segments too)");
        }
    }

    private void requireVersion(@Nullable String version) {
        if (version == null) {
            throw ModelFileException.broken("PMML without a version");
        }
        if (!version.startsWith("3.") && !version.startsWith("4.")) {
            throw ModelFileException.unsupported(
                    "PMML version '%s'; 3.0 to 4.4 are read".formatted(version));
        }
        shown.put("pmml_version", version);
    }

    private static void requireCount(String element, String name, @Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            long count = Long.parseLong(text.strip());
            if (count < 0 || count > Limits.COUNT_MAX) {
                throw ModelFileException.broken(
                        "%s %s=\"%s\"; at most %d are read"
                                .formatted(element, name, text, Limits.COUNT_MAX));
            }
        } catch (NumberFormatException e) {
            // Not a count of pmml4s, or one that its own reader reports.
        }
    }

    private void noteNull(@Nullable String strategy) {
        mayBeNull |= strategy != null && NULL_STRATEGIES.contains(strategy);
    }

    private void show(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            shown.put(name, value);
        }
    }

    /** What was seen. */
    Facts facts() {
        return new Facts(shown, mayBeNull, takesMissing);
    }

    /** Models at the top level. */
    int models() {
        return models;
    }
}
