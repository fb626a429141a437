package io.inferry.engine.pmml.score;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pmml.document.Document;
import io.inferry.engine.pmml.document.ModelFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pmml4s.metadata.Field;
import org.pmml4s.metadata.MiningSchema;
import org.pmml4s.model.Model;

/** A model of a document as columns in and columns out. Safe for use by many threads. */
public final class ScoredModel {
    private final List<InputField> inputs;
    private final Results results;
    private final Scorer scorer;
    private final Signature signature;
    private final Map<String, String> facts;

    private ScoredModel(Document document, List<InputField> inputs, Policy policy) {
        Model model = document.model();
        this.inputs = inputs;
        this.results = Results.install(model);
        Models.freeze(model);
        boolean mayBeNull = policy.mayBeNull() || document.facts().mayBeNull();
        this.scorer = new Scorer(model, inputs, results, mayBeNull);
        this.signature =
                new Signature(
                        Signature.DEFAULT_NAME,
                        inputs.stream().map(InputField::spec).toList(),
                        results.answers().stream().map(Answer::spec).toList(),
                        Signature.PREDICT,
                        optional(document, inputs),
                        true);
        this.facts = facts(document);
    }

    /**
     * What the operator decides.
     *
     * @param invalidIsMissing see {@link InputField.Treatment}
     * @param mayBeNull see {@link Scorer}
     */
    public record Policy(boolean invalidIsMissing, boolean mayBeNull) {}

    /**
     * Prepares a document's model.
     *
     * @throws ServingException INVALID_MODEL or UNIMPLEMENTED that names the file and the reason
     */
    public static ScoredModel of(Document document, Policy policy) {
        try {
            List<InputField> inputs = inputs(document.model(), policy);
            Checks.require(document.model(), inputs);
            ScoredModel scored = new ScoredModel(document, inputs, policy);
            scored.scorer.warmUp();
            return scored;
        } catch (ModelFileException e) {
            throw Document.refused(document.file(), e);
        } catch (scala.NotImplementedError e) {
            throw Document.refused(
                    document.file(),
                    ModelFileException.unsupported("pmml4s does not do what the model wants"));
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared.
            throw ServingException.invalidModel(
                    "%s cannot be served: %s".formatted(document.file(), e), e);
        }
    }

    private static List<InputField> inputs(Model model, Policy policy) {
        MiningSchema schema = model.miningSchema();
        if (schema == null || model.inputNames().length == 0) {
            throw ModelFileException.broken("its model has no active field");
        }
        var treatment =
                new InputField.Treatment(
                        policy.invalidIsMissing(), Checks.missingTakesElseBranch(model));
        List<InputField> inputs = new ArrayList<>();
        for (Field field : model.inputFields()) {
            inputs.add(new InputField(field, schema.apply(field.name()), treatment));
        }
        return inputs;
    }

    private static Set<String> optional(Document document, List<InputField> inputs) {
        boolean all =
                document.facts().takesMissing() && !Checks.missingTakesElseBranch(document.model());
        return inputs.stream()
                .filter(input -> all || input.hasReplacement())
                .map(InputField::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, String> facts(Document document) {
        Map<String, String> shown = new LinkedHashMap<>(document.facts().shown());
        shown.put("targets", String.join(", ", document.model().targetNames()));
        shown.put(
                "fields", inputs.stream().map(InputField::shown).collect(Collectors.joining("; ")));
        if (!results.leftOut().isEmpty()) {
            shown.put("outputs_not_served", String.join(", ", results.leftOut()));
        }
        return shown;
    }

    /** The one signature, columnar. */
    public Signature signature() {
        return signature;
    }

    /** Names of the classes in the order of their probabilities. */
    public List<String> classes() {
        return results.classes();
    }

    /** What the file says of itself. */
    public Map<String, String> facts() {
        return facts;
    }

    /**
     * Evaluates rows.
     *
     * @param columns one for each input, FLOAT64 or STRING as the signature says, {@code [rows]}
     * @param outputs names among those of the signature
     * @return the outputs in that order; the caller closes them
     * @throws ServingException INVALID_ARGUMENT that names column, row and value
     */
    public Map<String, Tensor> score(
            Map<String, Tensor> columns, List<String> outputs, TensorMemory memory) {
        List<Tensor> ordered = ordered(columns);
        int rows = Math.toIntExact(ordered.getFirst().shape().dim(0));
        Map<String, Column> answers = LinkedHashMap.newLinkedHashMap(outputs.size());
        try {
            for (String name : outputs) {
                answers.put(name, answer(name).column(rows, memory));
            }
            scorer.score(ordered, rows, List.copyOf(answers.values()));
            Map<String, Tensor> tensors = LinkedHashMap.newLinkedHashMap(outputs.size());
            answers.forEach((name, column) -> tensors.put(name, column.tensor()));
            return tensors;
        } catch (RuntimeException e) {
            answers.values().forEach(Column::close);
            throw e;
        }
    }

    private Answer answer(String name) {
        for (Answer answer : results.answers()) {
            if (answer.spec().name().equals(name)) {
                return answer;
            }
        }
        throw ServingException.invalidArgument("there is no output '" + name + "'");
    }

    private List<Tensor> ordered(Map<String, Tensor> columns) {
        List<Tensor> ordered = new ArrayList<>(inputs.size());
        for (TensorSpec spec : signature.inputs()) {
            Tensor column = columns.get(spec.name());
            if (column == null) {
                throw ServingException.invalidArgument(
                        "column '%s' is missing; there are %s"
                                .formatted(spec.name(), columns.keySet()));
            }
            if (column.dataType() != spec.dataType()) {
                throw ServingException.dataTypeMismatch(
                        spec.name(), spec.dataType(), column.dataType());
            }
            Shape shape = ordered.isEmpty() ? spec.shape() : ordered.getFirst().shape();
            if (!shape.accepts(column.shape())) {
                throw ServingException.shapeMismatch(spec.name(), shape, column.shape());
            }
            ordered.add(column);
        }
        return ordered;
    }
}
