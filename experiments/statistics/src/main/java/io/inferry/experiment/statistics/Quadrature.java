package io.inferry.experiment.statistics;

/** Gauss-Legendre with 16 nodes: exact for polynomials up to degree 31, the same every time. */
final class Quadrature {
    private static final int NODES = 16;
    private static final double[] PLACES = new double[NODES];
    private static final double[] WEIGHTS = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
            double slope = 0;
            for (int newton = 0; newton < 8; newton++) {
                double before = 1;
                double here = x;
                for (int degree = 2; degree <= NODES; degree++) {
                    double next = ((2 * degree - 1) * x * here - (degree - 1) * before) / degree;
                    before = here;
                    here = next;
                }
                slope = NODES * (before - x * here) / (1 - x * x);
                x -= here / slope;
            }
            PLACES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private Quadrature() {}

    /** Told of every node with its weight. */
    interface Node {
        void at(double x, double weight);
    }

    /** Visits the nodes of one piece. */
    static void visit(double from, double to, Node node) {
        double half = (to - from) / 2;
        double middle = from + half;
        for (int i = 0; i < NODES; i++) {
            node.at(middle + half * PLACES[i], half * WEIGHTS[i]);
        }
    }
}
