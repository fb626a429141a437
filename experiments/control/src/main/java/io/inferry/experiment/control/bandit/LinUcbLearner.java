package io.inferry.experiment.control.bandit;

import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * LinUCB with disjoint linear models (Li, Chu, Langford, Schapire, "A contextual-bandit approach to
 * personalized news article recommendation", 2010, algorithm 1), mixed with even choices so that
 * each arm's propensity is known and above zero.
 *
 * <p>Unlike in the paper, the bonus for what is not known is in units of the rewards' own spread:
 * clicks and amounts of money are explored alike.
 */
final class LinUcbLearner implements Learner {
    /** Spreads that an arm is given for what is not known of it. */
    private static final double BOLDNESS = 1;

    private final Contexts contexts;
    private final double exploration;
    private final List<RidgeSums> sums = new ArrayList<>();

    /** By arm, as made from its sums; empty when those changed since. */
    private final List<Optional<LinearModel>> models;

    private Moments rewards = Moments.NONE;

    LinUcbLearner(int arms, Contexts contexts, double exploration) {
        this.contexts = contexts;
        this.exploration = exploration;
        for (int i = 0; i < arms; i++) {
            sums.add(new RidgeSums(contexts.width()));
        }
        this.models = new ArrayList<>(Collections.nCopies(arms, Optional.empty()));
    }

    @Override
    public void learn(Choice choice, double reward) {
        sums.get(choice.arm()).add(choice.context(), reward);
        models.set(choice.arm(), Optional.empty());
        rewards = rewards.plus(reward);
    }

    @Override
    public Division divide(BanditSight sight) {
        LinearModel[] active = new LinearModel[models.size()];
        for (int i = 0; i < active.length; i++) {
            active[i] =
                    sight.dropped().contains(sight.arms().get(i).target())
                            ? LinearModel.dropped()
                            : model(i);
        }
        double boldness = BOLDNESS * rewards.deviation();
        return new Division(
                Shares.even(sight),
                Optional.of(new LinUcbChooser(contexts, active, boldness, exploration)));
    }

    private LinearModel model(int arm) {
        LinearModel model = models.get(arm).orElseGet(() -> LinearModel.of(sums.get(arm)));
        models.set(arm, Optional.of(model));
        return model;
    }

    @Override
    public byte kind() {
        return 2;
    }

    @Override
    public int stateBytes() {
        return Long.BYTES + 2 * Double.BYTES + sums.size() * RidgeSums.stateBytes(contexts.width());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(rewards.count());
        out.writeDouble(rewards.mean());
        out.writeDouble(rewards.squares());
        for (RidgeSums each : sums) {
            each.write(out);
        }
    }

    @Override
    public void add(DataInput in) throws IOException {
        Moments written = new Moments(in.readLong(), in.readDouble(), in.readDouble());
        List<RidgeSums> theirs = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            theirs.add(RidgeSums.read(contexts.width(), in));
        }
        rewards = rewards.merge(written);
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).add(theirs.get(i));
            models.set(i, Optional.empty());
        }
    }
}
