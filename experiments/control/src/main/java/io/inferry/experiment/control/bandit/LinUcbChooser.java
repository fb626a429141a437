package io.inferry.experiment.control.bandit;

import io.inferry.api.traffic.Chooser;
import io.inferry.api.traffic.RequestFacts;

/**
 * Chooses the arm with the highest upper confidence bound θ·x + a √(xᵀ A⁻¹ x) for a request, but
 * for the share that explores. Arms whose bounds are equal, as before anything was learnt, share.
 * Immutable. A choice costs arms × (features + 1)².
 */
final class LinUcbChooser implements Chooser {
    private final Contexts contexts;
    private final LinearModel[] arms;
    private final double boldness;
    private final double exploration;
    private final int active;

    /**
     * @param arms in the experiment's order
     * @param boldness a: how much an arm is given for what is not known of it
     */
    LinUcbChooser(Contexts contexts, LinearModel[] arms, double boldness, double exploration) {
        this.contexts = contexts;
        this.arms = arms.clone();
        this.boldness = boldness;
        this.exploration = exploration;
        int count = 0;
        for (LinearModel arm : arms) {
            count += arm.active() ? 1 : 0;
        }
        this.active = count;
    }

    @Override
    public double[] probabilities(RequestFacts facts) {
        Context context = contexts.of(facts);
        double[] bounds = new double[arms.length];
        double best = Double.NEGATIVE_INFINITY;
        int winners = 0;
        for (int i = 0; i < arms.length; i++) {
            if (arms[i].active()) {
                bounds[i] = arms[i].bound(context, boldness);
                if (bounds[i] > best) {
                    best = bounds[i];
                    winners = 0;
                }
                winners += bounds[i] >= best ? 1 : 0;
            }
        }
        double[] probabilities = bounds;
        for (int i = 0; i < arms.length; i++) {
            if (!arms[i].active()) {
                probabilities[i] = 0;
                continue;
            }
            double won = bounds[i] >= best ? (1 - exploration) / winners : 0;
            probabilities[i] = exploration / active + won;
        }
        return probabilities;
    }
}
