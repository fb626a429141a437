package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads definitions; tells every problem of one at once. Safe for use by many threads. */
public final class DefinitionReader {
    /** Longer texts are refused. */
    public static final int TEXT_MAX = 64 << 10;

    private static final int DEPTH_MAX = 8;
    private static final int CANDIDATES_MAX = 16;
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,63}");
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "ab", Kind.AB,
                    "canary", Kind.CANARY,
                    "bandit", Kind.BANDIT,
                    "shadow", Kind.SHADOW);

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEPTH_MAX)
                                            .build())
                            .build());

    private DefinitionReader() {}

    /**
     * The definition in a text.
     *
     * @param text YAML or JSON
     * @param what it is, for errors: a file's name, {@code the definition}
     * @throws ServingException INVALID_ARGUMENT that lists every problem
     */
    public static Definition read(String text, String what) {
        Problems problems = new Problems();
        Section top = new Section(tree(text, what), "", problems);
        Definition read = new Reading(top).definition();
        top.end();
        problems.throwIfAny(what);
        return read;
    }

    private static JsonNode tree(String text, String what) {
        if (text.length() > TEXT_MAX) {
            throw ServingException.invalidArgument(
                    "%s has %d characters, at most %d are read"
                            .formatted(what, text.length(), TEXT_MAX));
        }
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw ServingException.invalidArgument(what + " is empty");
            }
            return tree;
        } catch (JsonProcessingException broken) {
            throw ServingException.invalidArgument(
                    "%s is not YAML or JSON: %s%s"
                            .formatted(
                                    what,
                                    broken.getOriginalMessage(),
                                    broken.getLocation() == null
                                            ? ""
                                            : " (line " + broken.getLocation().getLineNr() + ")"));
        }
    }

    /** One reading, key by key. */
    private static final class Reading {
        private final Section top;
        private final Kind kind;

        Reading(Section top) {
            this.top = top;
            if (!top.has("kind")) {
                top.wrong("kind", "is missing: one of ab, canary, bandit, shadow");
            }
            this.kind = top.oneOf("kind", KINDS, Kind.AB);
        }

        Definition definition() {
            String name = top.required("name");
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                top.wrong(
                        "name",
                        "must be 1 to 63 of a-z, 0-9, '.', '_' and '-', was '" + name + "'");
            }
            VersionChoice control = Targets.target(top, "control");
            Definition read =
                    new Definition(
                            name,
                            top.required("model"),
                            kind,
                            control,
                            candidates(control),
                            Targets.field(top, "sticky"),
                            new Terms(top, kind).canary(),
                            all(top.sections("goals").stream().map(Criteria::goal).toList()),
                            all(
                                    top.sections("guardrails").stream()
                                            .map(Criteria::guardrail)
                                            .toList()),
                            new Terms(top, kind).bounds(),
                            new Confidence(
                                    top.number("alpha", 0.05, 1e-6, 0.5),
                                    Math.round(top.number("expected_samples", 10_000, 10, 1e12))),
                            new Terms(top, kind).bandit(),
                            new Terms(top, kind).shadow(),
                            Targets.field(top, "covariate"),
                            new Terms(top, kind).prediction());
            misfits(read);
            return read;
        }

        private void misfits(Definition read) {
            if (kind == Kind.BANDIT && !read.goals().isEmpty()) {
                top.wrong(
                        "goals",
                        "are for ab and canary: arms that a bandit chose by their results cannot be"
                                + " compared so; it maximises bandit.reward");
            }
            if (kind == Kind.SHADOW && !read.goals().isEmpty()) {
                top.wrong(
                        "goals", "are for ab and canary: nobody sees a shadow's answers to judge");
            }
            if (kind != Kind.SHADOW
                    && read.guardrails().stream()
                            .anyMatch(each -> each.metric().family() == Metric.Family.AGREEMENT)) {
                top.wrong("guardrails", "agreement is for kind: shadow");
            }
        }

        private static <T> List<T> all(List<Optional<T>> some) {
            return some.stream().flatMap(Optional::stream).toList();
        }

        private List<Candidate> candidates(VersionChoice control) {
            List<Candidate> candidates = new ArrayList<>();
            Set<VersionChoice> seen = new HashSet<>(Set.of(control));
            double sum = 0;
            for (Section each : top.sections("arms")) {
                VersionChoice target = Targets.target(each, "target");
                if (!seen.add(target)) {
                    each.wrong("target", "names " + Share.named(target) + " twice");
                }
                double weight = weight(each);
                sum += weight;
                each.end();
                candidates.add(new Candidate(target, weight));
            }
            check(candidates, sum);
            return candidates;
        }

        private double weight(Section arm) {
            if (kind == Kind.AB) {
                if (!arm.has("weight")) {
                    arm.wrong("weight", "is missing: percent of the traffic");
                }
                return arm.number("weight", 0, 0, 100);
            }
            if (arm.has("weight")) {
                arm.value("weight");
                arm.wrong("weight", "is for kind: ab; here the experiment decides");
            }
            return 0;
        }

        private void check(List<Candidate> candidates, double sum) {
            boolean one = kind == Kind.CANARY || kind == Kind.SHADOW;
            if (candidates.isEmpty()) {
                top.wrong("arms", "is missing: the candidates, as - {target: 2}");
            } else if (one && candidates.size() > 1) {
                top.wrong("arms", "must be one candidate here, were " + candidates.size());
            } else if (candidates.size() > CANDIDATES_MAX) {
                top.wrong(
                        "arms",
                        "must be at most " + CANDIDATES_MAX + ", were " + candidates.size());
            }
            if (sum > 100 || (kind == Kind.AB && sum <= 0 && !candidates.isEmpty())) {
                top.wrong(
                        "arms",
                        ("weights of the candidates must sum to more than 0 and at most 100, control"
                                        + " gets the rest; were %s = %s")
                                .formatted(
                                        String.join(
                                                " + ",
                                                candidates.stream()
                                                        .map(each -> Numerals.of(each.weight()))
                                                        .toList()),
                                        Numerals.of(sum)));
            }
        }
    }
}
