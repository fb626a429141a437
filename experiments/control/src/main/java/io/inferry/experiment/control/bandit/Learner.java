package io.inferry.experiment.control.bandit;

import io.inferry.api.traffic.Chooser;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.definition.BanditTerms;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditSight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** What was learnt, and how traffic is divided by it. For one thread at a time. */
sealed interface Learner permits ThompsonLearner, LinUcbLearner {
    /** One that knows nothing yet. */
    static Learner of(Definition definition, BanditTerms terms) {
        return switch (terms.algorithm()) {
            case THOMPSON -> new ThompsonLearner(terms.exploration());
            case LINUCB ->
                    new LinUcbLearner(
                            definition.arms().size(),
                            new Contexts(terms.features()),
                            terms.exploration());
        };
    }

    /** A choice has its reward. */
    void learn(Choice choice, double reward);

    /** How requests are divided by all that was learnt. */
    Division divide(BanditSight sight);

    /**
     * How requests are divided.
     *
     * @param split a share for each arm, in the experiment's order
     * @param chooser decides in place of the weights, where there is one
     */
    record Division(TrafficSplit split, Optional<Chooser> chooser) {}

    /** Tells states of different learners apart. */
    byte kind();

    /** Bytes that {@link #write} writes. */
    int stateBytes();

    /** Writes what was learnt and is nowhere else. */
    void write(DataOutput out) throws IOException;

    /**
     * Adds what was written for the same arms and features; all of it or nothing.
     *
     * @throws IllegalArgumentException for what cannot have been learnt
     */
    void add(DataInput in) throws IOException;
}
