package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.feedback.FeedbackBook.Join;
import io.inferry.experiment.evidence.feedback.Verdict.Outcome;
import io.inferry.experiment.evidence.outputs.Hash;
import io.inferry.experiment.evidence.outputs.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of the answers under a lock of its own. An arm's lock is taken within it, so that what is
 * corrected and what corrects it are never seen apart.
 */
final class AnswerStripe {
    private final AnswerTable table;
    private final long ageMaxMillis;

    private long forgotten;
    private long highest;

    /** What feedback came to, and the joins to tell of. */
    record Applied(Verdict verdict, List<Join> joins, boolean leftOut) {
        static Applied of(Outcome outcome, String reason) {
            return new Applied(new Verdict(outcome, reason), List.of(), false);
        }
    }

    AnswerStripe(int idsMax, int stepBits, long ageMaxMillis) {
        this.table = new AnswerTable(idsMax, stepBits);
        this.ageMaxMillis = ageMaxMillis;
    }

    synchronized void routed(
            RequestName name, AnswerTable.Owner owner, double covariate, long nowMillis) {
        highest = Math.max(highest, name.count());
        while (table.oldest() >= 0 && (table.isFull() || isOld(table.oldest(), nowMillis))) {
            forgotten = Math.max(forgotten, table.count(table.oldest()));
            table.dropOldest();
        }
        if (table.find(name) < 0) {
            int slot = table.add(name, owner, nowMillis);
            table.setNumber(slot, SlotMemory.Field.COVARIATE, covariate);
        }
    }

    /** A clock that went back makes nothing old. */
    private boolean isOld(int slot, long nowMillis) {
        return nowMillis - table.time(slot) > ageMaxMillis;
    }

    synchronized List<Join> answered(
            RequestName name, Prediction prediction, Experiments experiments) {
        int slot = table.find(name);
        if (slot < 0 || table.isAnswered(slot)) {
            return List.of();
        }
        table.setPrediction(slot, prediction);
        double label = table.number(slot, SlotMemory.Field.LABEL);
        if (RightAnswer.isAbsent(label) || table.owner(slot).arm() == AnswerTable.Owner.NO_ARM) {
            return List.of();
        }
        List<Join> joins = new ArrayList<>();
        experiments
                .of(table.owner(slot).experiment())
                .ifPresent(one -> new Joining(table, slot, one, joins).label(Double.NaN, label));
        return joins;
    }

    /**
     * Joins feedback with its answer; empty when the answer is not here.
     *
     * @param experiments by number
     */
    synchronized Optional<Applied> accept(
            RequestName name, Feedback feedback, Experiments experiments, long nowMillis) {
        int slot = table.find(name);
        if (slot < 0) {
            return Optional.empty();
        }
        if (isOld(slot, nowMillis)) {
            return Optional.of(Applied.of(Outcome.EXPIRED, "the answer is too old"));
        }
        Optional<ExperimentFeedback> experiment = experiments.of(table.owner(slot).experiment());
        return Optional.of(
                experiment
                        .map(running -> apply(slot, feedback, running))
                        .orElseGet(() -> Applied.of(Outcome.EXPIRED, "the experiment is over")));
    }

    /** Finds an experiment by its number. */
    interface Experiments {
        Optional<ExperimentFeedback> of(int number);
    }

    private Applied apply(int slot, Feedback feedback, ExperimentFeedback experiment) {
        long key = feedback.key().isEmpty() ? 0 : hash(feedback.key());
        if (key != 0 && table.hasKey(slot, key)) {
            return Applied.of(Outcome.REPEATED, "");
        }
        List<Join> joins = new ArrayList<>();
        Joining joining = new Joining(table, slot, experiment, joins);
        String objection = joining.objection(feedback);
        if (!objection.isEmpty()) {
            return Applied.of(Outcome.INVALID, objection);
        }
        Outcome outcome = joining.apply(feedback);
        if (key != 0) {
            table.addKey(slot, key);
        }
        return new Applied(new Verdict(outcome, ""), joins, joining.isLeftOut());
    }

    private static long hash(String key) {
        long hash = 1;
        for (int i = 0; i < key.length(); i++) {
            hash = Hash.mix(hash ^ key.charAt(i));
        }
        return hash == 0 ? 1 : hash;
    }

    /** The highest count of which nothing is held any more. */
    synchronized long forgotten() {
        return forgotten;
    }

    /** The highest count that was routed. */
    synchronized long highest() {
        return highest;
    }

    synchronized boolean holds(RequestName name) {
        return table.find(name) >= 0;
    }

    synchronized int held() {
        return table.held();
    }
}
