package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.document.Fields;
import java.util.ArrayList;
import java.util.List;

/** A node of a tree of any form as JSON nests it: its children are within it. */
sealed interface JsonNode {
    /** A node that asks. */
    record Asking(Question question, JsonNode no, JsonNode yes) implements JsonNode {}

    /** A node that answers. */
    final class Answering implements JsonNode {
        private final double[] values;
        private final double weight;

        /** The array is kept, not copied. */
        Answering(double[] values, double weight) {
            this.values = values;
            this.weight = weight;
        }
    }

    static JsonNode of(Fields node) {
        if (!node.has("value")) {
            return new Asking(
                    node.member("split", Question.class),
                    node.member("left", JsonNode.class),
                    node.member("right", JsonNode.class));
        }
        double weight = node.has("weight") ? node.member("weight", Double.class) : Double.NaN;
        double[] values =
                node.values().get("value") instanceof Double value
                        ? new double[] {value}
                        : node.numbers("value");
        return new Answering(values, weight);
    }

    /** The tree below this node; its depth is bounded by the document's. */
    default FreeTree tree() {
        List<FreeTree.Node> nodes = new ArrayList<>();
        add(this, nodes, 0);
        return new FreeTree(nodes);
    }

    /** Adds a node and those below it behind so many leaves; answers how many there are then. */
    private static int add(JsonNode node, List<FreeTree.Node> nodes, int leaves) {
        int place = nodes.size();
        return switch (node) {
            case Answering leaf -> {
                nodes.add(new FreeTree.Leaf(leaf.values, leaf.weight, leaves));
                yield leaves + 1;
            }
            case Asking asking -> {
                // Kept free for the split, which can be written once its children have places.
                nodes.add(new FreeTree.Split(asking.question(), place, place));
                int left = add(asking.no(), nodes, leaves);
                int yes = nodes.size();
                int both = add(asking.yes(), nodes, left);
                nodes.set(place, new FreeTree.Split(asking.question(), place + 1, yes));
                yield both;
            }
        };
    }
}
