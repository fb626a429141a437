package io.inferry.engine.pmml.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pmml4s.common.DataType;
import org.pmml4s.metadata.Output;
import org.pmml4s.metadata.OutputField;
import org.pmml4s.model.Model;
import scala.Option;

/** The output fields that a file declares, or that pmml4s offers where it declares none. */
final class DeclaredOutputs {
    /** What pmml4s has no values for, or needs the true target for. */
    private static final Set<String> NOT_SERVED =
            Set.of(
                    "residual",
                    "standardDeviation",
                    "ruleValue",
                    "confidenceIntervalLower",
                    "confidenceIntervalUpper",
                    "antecedent",
                    "consequent",
                    "rule",
                    "support",
                    "lift",
                    "leverage");

    /** What every model of its kind answers already, under our name. */
    private static final Set<String> OURS = Set.of("predictedValue", "probability");

    private static final Set<String> NUMBERS =
            Set.of(
                    "probability",
                    "affinity",
                    "clusterAffinity",
                    "entityAffinity",
                    "confidence",
                    "standardError");

    private final List<Answer> answers;
    private final OutputFields fields;
    private final List<String> leftOut = new ArrayList<>();

    DeclaredOutputs(List<Answer> answers, OutputFields fields) {
        this.answers = answers;
        this.fields = fields;
    }

    void add(Model model) {
        Option<Output> output = model.output();
        boolean votes = Models.method(model).equals("weightedMajorityVote");
        if (output.isDefined()) {
            for (OutputField field : output.get().outputFields()) {
                add(field, votes);
            }
            return;
        }
        for (OutputField field : model.defaultOutputFields()) {
            if (!OURS.contains(field.feature().toString())) {
                add(field, votes);
            }
        }
    }

    /** Names of those that are not served, and why. */
    List<String> leftOut() {
        return leftOut;
    }

    private void add(OutputField field, boolean votes) {
        String feature = field.feature().toString();
        if (NOT_SERVED.contains(feature)
                || (feature.equals("decision") && field.expr().isEmpty())
                || (feature.equals("probability") && votes)) {
            leftOut.add("%s (%s)".formatted(field.name(), feature));
            return;
        }
        if (fields.contains(field.name())) {
            leftOut.add(field.name() + " (declared twice)");
            return;
        }
        int position = fields.add(field);
        if (!field.isFinalResult()) {
            return;
        }
        if (answers.stream().anyMatch(answer -> answer.spec().name().equals(field.name()))) {
            leftOut.add(field.name() + " (a name of the engine's own)");
            return;
        }
        answers.add(
                isNumber(field, feature)
                        ? NumberAnswer.single(field.name(), position)
                        : TextAnswer.single(field.name(), position));
    }

    private static boolean isNumber(OutputField field, String feature) {
        DataType type = field.dataType();
        return type.isNumeric() || NUMBERS.contains(feature);
    }
}
