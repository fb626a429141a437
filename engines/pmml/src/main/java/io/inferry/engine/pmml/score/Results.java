package io.inferry.engine.pmml.score;

import io.inferry.engine.pmml.document.ModelFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pmml4s.data.Series;
import org.pmml4s.model.AnomalyDetectionModel;
import org.pmml4s.model.Model;
import org.pmml4s.model.NearestNeighborModel;
import org.pmml4s.model.Scorecard;

/**
 * What a model answers, by its function: first what every model of the kind has, then the output
 * fields of the file under their own names.
 *
 * @param classes names in the order of the probabilities
 * @param leftOut names of output fields that are not served, and why
 * @param deciding what a row with a result must have numbers of, where there is such
 */
record Results(
        List<Answer> answers,
        List<String> classes,
        List<String> leftOut,
        Optional<NumberAnswer> deciding) {
    /** Where the results of a row have the one that decides whether there are any. */
    private static final int PRIMARY = 0;

    private static final String LABEL = "label";
    private static final String PROBABILITIES = "probabilities";
    private static final String PREDICTION = "prediction";
    private static final String SCORE = "score";
    private static final String CLUSTER = "cluster";
    private static final int NEIGHBORS_MAX = 1000;

    Results {
        answers = List.copyOf(answers);
        classes = List.copyOf(classes);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Makes the model answer so, see {@link OutputFields#install}.
     *
     * @throws ModelFileException when the model's function is none of those served
     */
    static Results install(Model model) {
        OutputFields fields = new OutputFields();
        List<Answer> answers = new ArrayList<>();
        List<ClassLabel> labels = List.of();
        if (model instanceof NearestNeighborModel neighbors && !model.hasTarget()) {
            addNeighbors(neighbors, fields, answers);
        } else if (model.isClassification()) {
            labels = addClassification(model, fields, answers);
        } else if (model.isRegression()) {
            boolean scores = model instanceof Scorecard || model instanceof AnomalyDetectionModel;
            answers.add(NumberAnswer.single(scores ? SCORE : PREDICTION, fields.addPredicted()));
        } else if (model.isClustering()) {
            answers.add(TextAnswer.single(CLUSTER, fields.addPredicted()));
        } else {
            throw ModelFileException.unsupported(
                    "a model with functionName=\"%s\"".formatted(model.functionName()));
        }
        DeclaredOutputs declared = new DeclaredOutputs(answers, fields);
        declared.add(model);
        fields.install(model);
        return new Results(
                answers,
                labels.stream().map(ClassLabel::name).toList(),
                declared.leftOut(),
                deciding(model, answers));
    }

    private static Optional<NumberAnswer> deciding(Model model, List<Answer> answers) {
        return answers.stream()
                .filter(NumberAnswer.class::isInstance)
                .map(NumberAnswer.class::cast)
                .filter(answer -> answer.isOfClasses() && Probabilities.decide(model))
                .findFirst();
    }

    /** Whether there is no result for a row. */
    boolean isAbsent(Series row) {
        return Texts.isMissing(row.get(PRIMARY))
                || (deciding.isPresent() && deciding.get().isAbsent(row));
    }

    private static List<ClassLabel> addClassification(
            Model model, OutputFields fields, List<Answer> answers) {
        List<ClassLabel> labels = ClassLabel.of(model);
        answers.add(TextAnswer.label(LABEL, fields.addPredicted(), labels));
        if (labels.isEmpty() || !Probabilities.areGivenBy(model)) {
            return labels;
        }
        int[][] positions = new int[labels.size()][];
        for (int i = 0; i < positions.length; i++) {
            positions[i] =
                    labels.get(i).forms().stream().mapToInt(fields::addProbability).toArray();
        }
        boolean votes = Models.method(model).equals("weightedMajorityVote");
        answers.add(
                NumberAnswer.several(
                        PROBABILITIES,
                        votes ? NumberAnswer.Meaning.VOTES : NumberAnswer.Meaning.PROBABILITIES,
                        positions));
        return labels;
    }

    private static void addNeighbors(
            NearestNeighborModel model, OutputFields fields, List<Answer> answers) {
        int count = model.numberOfNeighbors();
        if (count < 1 || count > NEIGHBORS_MAX) {
            throw ModelFileException.unsupported(
                    "numberOfNeighbors=\"%d\"; 1 to %d are served".formatted(count, NEIGHBORS_MAX));
        }
        int[] ids = new int[count];
        int[][] distances = new int[count][];
        for (int i = 0; i < count; i++) {
            ids[i] = fields.addRanked("entityId", i + 1);
        }
        for (int i = 0; i < count; i++) {
            distances[i] = new int[] {fields.addRanked("affinity", i + 1)};
        }
        answers.add(TextAnswer.several("neighbors", ids));
        answers.add(NumberAnswer.several("distances", NumberAnswer.Meaning.VALUES, distances));
    }
}
