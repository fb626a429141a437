package io.inferry.engine.pmml.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pmml4s.common.DataType;
import org.pmml4s.common.OpType;
import org.pmml4s.common.OpType$;
import org.pmml4s.common.RealType$;
import org.pmml4s.common.UnresolvedDataType$;
import org.pmml4s.data.DataVal;
import org.pmml4s.metadata.OutputField;
import org.pmml4s.metadata.ResultFeature$;
import org.pmml4s.model.Model;
import org.pmml4s.model.Segment;
import scala.Enumeration;
import scala.Option;

/**
 * The fields that pmml4s is to compute for each row, in the order of its results. A name that no
 * file may have keeps ours apart from the file's own.
 */
final class OutputFields {
    private static final String OURS = "\0";

    private final List<OutputField> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Adds the predicted value; returns its position. */
    int addPredicted() {
        // Without a dataType pmml4s leaves a missing value missing.
        return add(feature("predictedValue"), UnresolvedDataType$.MODULE$, null, 1);
    }

    /** Adds the probability of a class; returns its position. */
    int addProbability(DataVal value) {
        return add(feature("probability"), RealType$.MODULE$, value, 1);
    }

    /** Adds the id of a neighbor or the distance to it; returns its position. */
    int addRanked(String feature, int rank) {
        DataType type =
                feature.equals("affinity") ? RealType$.MODULE$ : UnresolvedDataType$.MODULE$;
        return add(feature(feature), type, null, rank);
    }

    /** Adds a field of the file; returns its position. */
    int add(OutputField field) {
        fields.add(field);
        names.add(field.name());
        return fields.size() - 1;
    }

    /** Whether a field of the file has this name. */
    boolean contains(String name) {
        return names.contains(name);
    }

    private int add(Enumeration.Value feature, DataType type, @Nullable DataVal value, int rank) {
        OpType opType = OpType$.MODULE$.TYPELESS();
        return add(
                new OutputField(
                        OURS + fields.size(),
                        Option.empty(),
                        type,
                        opType,
                        feature,
                        Option.empty(),
                        Option.apply(value),
                        OutputField.$lessinit$greater$default$8(),
                        OutputField.$lessinit$greater$default$9(),
                        rank,
                        OutputField.$lessinit$greater$default$11(),
                        OutputField.$lessinit$greater$default$12(),
                        false,
                        Option.empty(),
                        true,
                        Option.empty(),
                        Option.empty()));
    }

    private static Enumeration.Value feature(String name) {
        return ResultFeature$.MODULE$.withName(name);
    }

    /**
     * Makes a model answer with these fields. Where a mining model hands on a segment's results
     * without a look at its own fields, the segments answer with them.
     */
    void install(Model model) {
        model.customOutputFields_$eq(fields.toArray(OutputField[]::new));
        List<Segment> segments = Models.segments(model);
        switch (Models.method(model)) {
            case "selectFirst" -> segments.forEach(segment -> install(segment.model()));
            case "modelChain" -> installLast(model, segments.getLast().model());
            default -> {
                // Classes are joined by probabilities, which a segment need not have declared.
                if (model.isClassification()) {
                    segments.forEach(segment -> segment.model().setSupplementOutput(true));
                }
            }
        }
    }

    private void installLast(Model chain, Model last) {
        if (chain.output().isEmpty()) {
            install(last);
            return;
        }
        // The chain's own fields are computed of the last segment's: predicted value,
        // probabilities, and whatever the chain's expressions name.
        OutputFields both = new OutputFields();
        for (OutputField field : fields) {
            if (field.name().startsWith(OURS)) {
                both.add(field);
            }
        }
        for (OutputField field : last.candidateOutputFields()) {
            both.add(field);
        }
        both.install(last);
    }
}
