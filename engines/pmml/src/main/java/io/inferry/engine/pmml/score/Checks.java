package io.inferry.engine.pmml.score;

import io.inferry.engine.pmml.document.ModelFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.DoubleVal;
import org.pmml4s.model.Model;
import org.pmml4s.model.NaiveBayesModel;
import org.pmml4s.model.NearestNeighborModel;
import org.pmml4s.model.Node;
import org.pmml4s.model.Segment;
import org.pmml4s.model.TreeModel;

/** What only the built model shows to be evaluated wrongly by pmml4s 1.5.6. */
final class Checks {
    private Checks() {}

    /**
     * Looks at a model and all within it.
     *
     * @throws ModelFileException when one cannot be served
     */
    static void require(Model top, List<InputField> inputs) {
        if (top.targetNames().length > 1) {
            throw ModelFileException.unsupported(
                    "more than one target: " + List.of(top.targetNames()));
        }
        for (Model model : Models.all(top)) {
            switch (model) {
                case NearestNeighborModel neighbors -> requireNoTies(neighbors);
                case NaiveBayesModel _ -> requireNoUnknownCategories(inputs);
                default -> requireLastSegment(model);
            }
            requireSafeLabels(model);
        }
    }

    /**
     * Whether a missing value could take the else branch of a tree: pmml4s looks for a child that
     * is true before it asks the tree's strategy for the one that is unknown.
     */
    static boolean missingTakesElseBranch(Model top) {
        return Models.all(top).stream()
                .anyMatch(model ->
                        model instanceof TreeModel tree
                                && !tree.missingValueStrategy().toString().equals("none")
                                && hasElseBranch(tree));
    }

    private static boolean hasElseBranch(TreeModel tree) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(tree.node());
        while (!open.isEmpty()) {
            Node[] children = open.pop().children();
            for (int i = 0; i < children.length; i++) {
                if (i > 0 && children[i].predicate().isTrue()) {
                    return true;
                }
                open.push(children[i]);
            }
        }
        return false;
    }

    /** Ties of votes are broken by the first training row, not by the most frequent class. */
    private static void requireNoTies(NearestNeighborModel model) {
        int neighbors = model.numberOfNeighbors();
        boolean votes =
                model.hasTarget()
                        && model.targetField() != null
                        && model.isClassification()
                        && model.categoricalScoringMethod().toString().equals("majorityVote");
        boolean mayTie = neighbors > 1 && (neighbors % 2 == 0 || model.numClasses() != 2);
        if (votes && mayTie) {
            throw ModelFileException.unsupported(
                    ("a NearestNeighborModel whose majorityVote of %d neighbors among %d classes may"
                                    + " tie (in pmml4s: broken by the first training row)")
                            .formatted(neighbors, model.numClasses()));
        }
    }

    /** An unknown category would count as the first one. */
    private static void requireNoUnknownCategories(List<InputField> inputs) {
        for (InputField input : inputs) {
            if (input.passesInvalidCategories()) {
                throw ModelFileException.unsupported(
                        ("a NaiveBayesModel with invalidValueTreatment=\"asIs\" for field '%s' (in"
                                        + " pmml4s: an unknown value counts as the first one)")
                                .formatted(input.name()));
            }
        }
    }

    /** Which model's results come out must not depend on the row. */
    private static void requireLastSegment(Model model) {
        List<Segment> segments = Models.segments(model);
        if (Models.method(model).equals("modelChain")
                && (segments.isEmpty() || !segments.getLast().isTrue())) {
            throw ModelFileException.unsupported("a modelChain whose last segment has a condition");
        }
    }

    /** pmml4s writes them with a formatter that threads may not share. */
    private static void requireSafeLabels(Model model) {
        if (model.isClassification() && model.targets().isDefined()) {
            for (DataVal label : model.classes()) {
                if (label instanceof DoubleVal) {
                    throw ModelFileException.unsupported(
                            "a Targets element for class labels of a fractional dataType");
                }
            }
        }
    }
}
