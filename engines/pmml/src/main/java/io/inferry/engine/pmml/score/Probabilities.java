package io.inferry.engine.pmml.score;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pmml4s.model.GeneralRegressionModel;
import org.pmml4s.model.MiningModel;
import org.pmml4s.model.Model;
import org.pmml4s.model.NaiveBayesModel;
import org.pmml4s.model.NeuralNetwork;
import org.pmml4s.model.Node;
import org.pmml4s.model.RegressionModel;
import org.pmml4s.model.Segment;
import org.pmml4s.model.TreeModel;

/** Which models of classes have probabilities for them. */
final class Probabilities {
    private Probabilities() {}

    /**
     * Support vector machines, rule sets and neighbors only vote; a tree has what its leaves' score
     * distributions say.
     */
    static boolean areGivenBy(Model model) {
        return switch (model) {
            case RegressionModel _, GeneralRegressionModel _, NaiveBayesModel _, NeuralNetwork _ ->
                    true;
            case TreeModel tree -> haveDistributions(tree);
            case MiningModel mining -> areGivenBySegmentsOf(mining);
            default -> false;
        };
    }

    /**
     * Whether a label without any probability is none: pmml4s calls the class of the largest, even
     * where all are NaN. A tree may score a class without one.
     */
    static boolean decide(Model model) {
        List<Segment> segments = Models.segments(model);
        return switch (Models.method(model)) {
            case "modelChain" -> decide(segments.getLast().model());
            case "selectFirst" -> segments.stream().anyMatch(segment -> decide(segment.model()));
            default -> !(model instanceof TreeModel);
        };
    }

    private static boolean areGivenBySegmentsOf(MiningModel model) {
        List<Segment> segments = Models.segments(model);
        return switch (Models.method(model)) {
            case "majorityVote", "weightedMajorityVote" -> true;
            case "modelChain" -> areGivenBy(segments.getLast().model());
            default -> segments.stream().allMatch(segment -> areGivenBy(segment.model()));
        };
    }

    private static boolean haveDistributions(TreeModel tree) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(tree.node());
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.isLeaf() && node.scoreDistributions().scoreDistributions().length == 0) {
                return false;
            }
            for (Node child : node.children()) {
                open.push(child);
            }
        }
        return true;
    }
}
