package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Forest;

/**
 * Walks each tree once for a row and each background row. Only where the two go different ways are
 * both followed, and once a feature has parted them, whoever's way was taken has its say at later
 * splits by that feature. A leaf reached by {@code a} features of the row and {@code b} of the
 * background adds its value times {@code (a-1)! b! / (a+b)!} for each of the former, and takes away
 * its value times {@code a! (b-1)! / (a+b)!} for each of the latter.
 */
final class InterventionalExplainer implements Explainer {
    private static final byte OPEN = 0;
    private static final byte ROW = 1;
    private static final byte BACKGROUND = 2;

    private final Forest forest;
    private final Background background;
    private final ShapleyWeights weights;
    private final int features;
    private final byte[] owners;
    private double[] rows = new double[0];
    private int offset;
    private double[] contributions = new double[0];
    private int at;
    private int other;

    /** Features on the way that are the row's, and the background's. */
    private int ofRow;

    private int ofBackground;

    /** What the walk found for features of the background; those of the row it returns. */
    private double against;

    InterventionalExplainer(Ensemble ensemble, Background background, ShapleyWeights weights) {
        this.forest = ensemble.forest();
        this.background = background;
        this.weights = weights;
        this.features = ensemble.inputs().features();
        this.owners = new byte[features];
    }

    @Override
    public void explain(double[] values, int from, double[] into) {
        rows = values;
        offset = from;
        contributions = into;
        for (int tree = 0; tree < forest.trees(); tree++) {
            at = forest.group(tree) * features;
            for (other = 0; other < background.count(); other++) {
                walk(forest.root(tree));
            }
        }
        for (int i = 0; i < into.length; i++) {
            into[i] /= background.count();
        }
    }

    private double walk(int start) {
        int node = start;
        while (!forest.isLeaf(node)) {
            int feature = forest.feature(node);
            int left = forest.left(node);
            int way = forest.isRight(node, rows[offset + feature]) ? 1 : 0;
            int otherWay = forest.isRight(node, background.value(other, feature)) ? 1 : 0;
            if (way != otherWay && owners[feature] == OPEN) {
                return part(feature, left + way, left + otherWay);
            }
            node = left + (owners[feature] == BACKGROUND ? otherWay : way);
        }
        double value = forest.leafValue(node);
        against = ofBackground == 0 ? 0 : value * weights.of(ofRow, ofBackground - 1);
        return ofRow == 0 ? 0 : value * weights.of(ofRow - 1, ofBackground);
    }

    private double part(int feature, int mine, int others) {
        owners[feature] = ROW;
        ofRow++;
        double gained = walk(mine);
        ofRow--;
        double againstMine = against;
        owners[feature] = BACKGROUND;
        ofBackground++;
        double gainedOthers = walk(others);
        ofBackground--;
        owners[feature] = OPEN;
        contributions[at + feature] += gained - against;
        against += againstMine;
        return gained + gainedOthers;
    }
}
