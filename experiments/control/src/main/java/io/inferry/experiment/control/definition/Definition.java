package io.inferry.experiment.control.definition;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An experiment as an operator wants it. {@link DefinitionReader} makes it and has checked what can
 * be checked without a server.
 *
 * @param control gets what the candidates do not
 * @param candidates in the order written; one for a canary and a shadow
 * @param bandit of a bandit, else empty
 * @param covariate a field with a number known before the answer, to reduce variance
 * @param prediction which of the outputs labels are held against
 */
public record Definition(
        String name,
        String model,
        Kind kind,
        VersionChoice control,
        List<Candidate> candidates,
        Optional<RequestField> sticky,
        CanaryTerms canary,
        List<Goal> goals,
        List<Guardrail> guardrails,
        Bounds bounds,
        Confidence confidence,
        Optional<BanditTerms> bandit,
        ShadowTerms shadow,
        Optional<RequestField> covariate,
        PredictionTerms prediction) {
    public Definition {
        candidates = List.copyOf(candidates);
        goals = List.copyOf(goals);
        guardrails = List.copyOf(guardrails);
    }

    /** Control first, then the candidates. */
    public List<VersionChoice> arms() {
        return Stream.concat(Stream.of(control), candidates.stream().map(Candidate::target))
                .toList();
    }

    /** The same over other targets: labels become the versions that they mean. */
    public Definition over(UnaryOperator<VersionChoice> pinned) {
        return new Definition(
                name,
                model,
                kind,
                pinned.apply(control),
                candidates.stream()
                        .map(each -> new Candidate(pinned.apply(each.target()), each.weight()))
                        .toList(),
                sticky,
                canary,
                goals,
                guardrails,
                bounds,
                confidence,
                bandit,
                shadow,
                covariate,
                prediction);
    }
}
