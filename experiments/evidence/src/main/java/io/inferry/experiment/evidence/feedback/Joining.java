package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.feedback.FeedbackBook.Join;
import io.inferry.experiment.evidence.feedback.SlotMemory.Field;
import io.inferry.experiment.evidence.feedback.Verdict.Outcome;
import io.inferry.experiment.evidence.outputs.Prediction;
import java.util.List;
import java.util.Map;

/**
 * One answer and its feedback. Each field (label, reward, each named value) is held once for an
 * answer: what says the same again changes nothing, what says something else takes the former
 * outcome out of all sums, exactly, and puts its own in.
 */
final class Joining {
    private final AnswerTable table;
    private final int slot;
    private final ExperimentFeedback experiment;
    private final List<Join> joins;
    private final int arm;
    private final double covariate;
    private boolean added;
    private boolean replaced;

    /**
     * @param joins takes what is to be told of
     */
    Joining(AnswerTable table, int slot, ExperimentFeedback experiment, List<Join> joins) {
        this.table = table;
        this.slot = slot;
        this.experiment = experiment;
        this.joins = joins;
        this.arm = table.owner(slot).arm();
        this.covariate = table.number(slot, Field.COVARIATE);
    }

    boolean isLeftOut() {
        return arm == AnswerTable.Owner.NO_ARM;
    }

    /** Why it cannot be applied; empty when it can. */
    String objection(Feedback feedback) {
        for (String name : feedback.values().keySet()) {
            if (experiment.nameNumber(name) < 0) {
                return "value '%s' is one too many: experiment '%s' has %d already"
                        .formatted(name, experiment.experiment(), ExperimentFeedback.NAMES_MAX);
            }
        }
        return feedback.label()
                .map(label -> RightAnswer.objection(label, table.prediction(slot)))
                .orElse("");
    }

    Outcome apply(Feedback feedback) {
        feedback.label().ifPresent(this::label);
        feedback.reward().ifPresent(this::reward);
        feedback.values().forEach(this::value);
        if (replaced) {
            return Outcome.REPLACED;
        }
        return added ? Outcome.ACCEPTED : Outcome.REPEATED;
    }

    private void label(Label label) {
        experiment.name(label);
        double former = table.number(slot, Field.LABEL);
        double right = RightAnswer.of(label);
        if (!RightAnswer.isSame(former, right)) {
            note(RightAnswer.isAbsent(former));
            table.setNumber(slot, Field.LABEL, right);
            label(former, right);
        }
    }

    private void note(boolean first) {
        added |= first;
        replaced |= !first;
    }

    /** One label in place of another, which may be absent. */
    void label(double former, double right) {
        if (isLeftOut()) {
            return;
        }
        Prediction prediction = table.prediction(slot);
        LabelOutcomes before = LabelOutcomes.of(former, prediction);
        LabelOutcomes after = LabelOutcomes.of(right, prediction);
        ArmJoins sums = experiment.arm(arm);
        sums.change(before, covariate, -1);
        sums.change(after, covariate, 1);
        for (Map.Entry<String, Double> outcome : after.metrics().entrySet()) {
            Double replacedOutcome = before.metrics().get(outcome.getKey());
            tell(
                    outcome.getKey(),
                    outcome.getValue(),
                    replacedOutcome == null ? Double.NaN : replacedOutcome);
        }
    }

    private void reward(double reward) {
        double former = table.number(slot, Field.REWARD);
        if (former != reward) {
            table.setNumber(slot, Field.REWARD, reward);
            changed(FeedbackSummary.REWARD, reward, former);
        }
    }

    private void value(String name, double value) {
        int number = experiment.nameNumber(name);
        double former = table.value(slot, number);
        if (former != value) {
            table.setValue(slot, number, value);
            changed(name, value, former);
        }
    }

    private void changed(String metric, double value, double former) {
        note(Double.isNaN(former));
        if (isLeftOut()) {
            return;
        }
        ArmJoins sums = experiment.arm(arm);
        if (!Double.isNaN(former)) {
            sums.change(metric, former, covariate, -1);
        }
        sums.change(metric, value, covariate, 1);
        tell(metric, value, former);
    }

    private void tell(String metric, double value, double former) {
        joins.add(new Join(experiment.experiment(), id(), arm, metric, value, former));
    }

    private String id() {
        return new RequestName(table.server(slot), table.count(slot)).text();
    }
}
