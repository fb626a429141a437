package io.inferry.experiment.control.bandit;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.control.policy.BanditSight;
import io.inferry.experiment.control.view.PolicyView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One experiment's bandit. Choices and rewards wait in line until somebody has the time to learn
 * from them: the controller with its next look, or a thread that finds the line long and nobody at
 * it. Threads that serve requests never wait.
 */
final class Bandit implements BanditPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(Bandit.class);

    /** Rewards beyond this size are not learnt from. */
    static final double REWARD_MAX = 1e9;

    /** Choices, and rewards, that may wait; further ones are left out and counted. */
    private static final int WAITING_MAX = 65_536;

    /** So many are learnt from at once, by whoever put the last one. */
    private static final int WAITING_LONG = 1024;

    /** Other policies are judged by the latest so many choices that have their reward. */
    private static final int POLICY_ROWS_MAX = 20_000;

    private final Definition definition;
    private final List<VersionChoice> arms;
    private final Contexts contexts;
    private final Inbox<Choice> choices = new Inbox<>(WAITING_MAX);
    private final Inbox<Reward> rewards = new Inbox<>(WAITING_MAX);

    /** Held by who learns or looks at what was learnt, in the three fields after it. */
    private final ReentrantLock learning = new ReentrantLock();

    private final Learner learner;
    private final ChoiceLog log;
    private long leftOut;

    private record Reward(String id, double value) {}

    Bandit(Definition definition, Contexts contexts, Learner learner) {
        this.definition = definition;
        this.arms = definition.arms();
        this.contexts = contexts;
        this.learner = learner;
        this.log = new ChoiceLog(contexts.size(), ChoiceLog.BYTES_STANDARD);
    }

    @Override
    public void routed(Assignment assignment, RequestFacts facts) {
        int arm = arms.indexOf(assignment.target());
        boolean chosenByUs =
                assignment.cause() == Assignment.Cause.EXPERIMENT
                        && assignment.rule().equals(definition.name())
                        && !assignment.diverted()
                        && assignment.propensity() > 0;
        if (arm >= 0 && chosenByUs) {
            choices.put(
                    new Choice(assignment.id(), contexts.of(facts), arm, assignment.propensity()));
            learnIfMany(choices.size());
        }
    }

    @Override
    public void rewarded(String id, double reward) {
        if (Math.abs(reward) <= REWARD_MAX) {
            rewards.put(new Reward(id, reward));
            learnIfMany(rewards.size());
        }
    }

    private void learnIfMany(int waiting) {
        if (waiting >= WAITING_LONG && learning.tryLock()) {
            try {
                learn();
            } finally {
                learning.unlock();
            }
        }
    }

    /**
     * A reward is put after its choice: the rewards that wait now are taken first, so that each
     * finds its choice even while more of both come.
     */
    private void learn() {
        List<Reward> came = new ArrayList<>();
        rewards.drain(came::add);
        choices.drain(log::add);
        for (Reward reward : came) {
            log.reward(reward.id(), reward.value())
                    .ifPresent(choice -> learner.learn(choice, reward.value()));
        }
    }

    @Override
    public ExperimentTraffic next(BanditSight sight) {
        learning.lock();
        try {
            learn();
            tellLeftOut();
            Learner.Division division = learner.divide(sight);
            return new ExperimentTraffic(
                    definition.name(),
                    division.split(),
                    division.chooser(),
                    definition.sticky(),
                    List.of());
        } finally {
            learning.unlock();
        }
    }

    private void tellLeftOut() {
        long now = choices.leftOut() + rewards.leftOut();
        if (now > leftOut) {
            LOG.warn(
                    "bandit left out choices and rewards experiment={} count={} waiting_max={}",
                    definition.name(),
                    now - leftOut,
                    WAITING_MAX);
            leftOut = now;
        }
    }

    @Override
    public byte[] save() {
        learning.lock();
        try {
            learn();
            return BanditState.write(learner);
        } finally {
            learning.unlock();
        }
    }

    @Override
    public List<PolicyView> policies() {
        List<OtherPolicies.Rewarded> rows = new ArrayList<>();
        learning.lock();
        try {
            learn();
            log.forEachRewarded(
                    POLICY_ROWS_MAX,
                    (choice, reward) -> rows.add(new OtherPolicies.Rewarded(choice, reward)));
        } finally {
            learning.unlock();
        }
        return new OtherPolicies(arms, contexts.width(), rows).estimates();
    }
}
