package io.inferry.engine.pmml.score;

import java.util.ArrayList;
import java.util.List;
import org.pmml4s.metadata.AbstractField;
import org.pmml4s.metadata.Field;
import org.pmml4s.metadata.Output;
import org.pmml4s.model.AnomalyDetectionModel;
import org.pmml4s.model.BayesInput;
import org.pmml4s.model.MiningModel;
import org.pmml4s.model.Model;
import org.pmml4s.model.NaiveBayesModel;
import org.pmml4s.model.NeuralInput;
import org.pmml4s.model.NeuralNetwork;
import org.pmml4s.model.Segment;
import org.pmml4s.transformations.LocalTransformations;
import org.pmml4s.transformations.TransformationDictionary;
import scala.Option;

/** The models within a model, and their fields. */
final class Models {
    private Models() {}

    /** The model itself and all within it. */
    static List<Model> all(Model top) {
        List<Model> all = new ArrayList<>();
        all.add(top);
        for (int i = 0; i < all.size(); i++) {
            Model model = all.get(i);
            if (model instanceof MiningModel) {
                segments(model).forEach(segment -> all.add(segment.model()));
            } else if (model instanceof AnomalyDetectionModel anomaly) {
                all.add(anomaly.model());
            }
        }
        return all;
    }

    /** The segments of a mining model; none for any other. */
    static List<Segment> segments(Model model) {
        return model instanceof MiningModel mining && mining.isSegmentation()
                ? List.of(mining.segmentation().get().segments())
                : List.of();
    }

    /** How a mining model joins its segments' results; empty for any other model. */
    static String method(Model model) {
        return model instanceof MiningModel mining && mining.isSegmentation()
                ? mining.segmentation().get().multipleModelMethod().toString()
                : "";
    }

    /**
     * Ends the numbering of categories, see {@link FrozenCategories}: from here on the model is
     * only read.
     */
    static void freeze(Model top) {
        freeze(top.dataDictionary().fields());
        Option<TransformationDictionary> dictionary = top.transformationDictionary();
        if (dictionary.isDefined()) {
            freeze(dictionary.get().fields());
        }
        for (Model model : all(top)) {
            Option<LocalTransformations> local = model.localTransformations();
            if (local.isDefined()) {
                freeze(local.get().fields());
            }
            Option<Output> output = model.output();
            if (output.isDefined()) {
                freeze(output.get().outputFields());
            }
            freezeInputs(model);
        }
    }

    private static void freezeInputs(Model model) {
        if (model instanceof NeuralNetwork network) {
            for (NeuralInput input : network.neuralInputs().neuralInputs()) {
                freeze(input.derivedField());
            }
        } else if (model instanceof NaiveBayesModel bayes) {
            for (BayesInput input : bayes.bayesInputs().inputs()) {
                if (input.derivedField().isDefined()) {
                    freeze(input.derivedField().get());
                }
            }
        }
    }

    private static void freeze(Field... fields) {
        for (Field field : fields) {
            if (field instanceof AbstractField open && open.attribute().isMutable()) {
                open._attribute_$eq(new FrozenCategories(open.attribute()));
            }
        }
    }
}
