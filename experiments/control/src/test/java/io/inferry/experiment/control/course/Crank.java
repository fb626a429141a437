package io.inferry.experiment.control.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.experiment.control.course.Finding.Role;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cranks a course by hand, a line a look. Left of the arrow what the look sees: seconds passed,
 * samples of each arm, then words: {@code doubt}, {@code bad}, {@code open} for the guardrail,
 * {@code shown}, {@code refuted} for the goal, each with {@code :3} for version 3 instead of 2;
 * {@code gone:1}; {@code disk}; {@code ratio}. Right of it: the acts, where it stands, the weights.
 */
final class Crank {
    private final Definition definition;
    private final Course course;
    private Standing standing = Standing.begin();

    Crank(String definition) {
        this.definition = DefinitionReader.read(definition, "the test's definition");
        this.course = new Course(this.definition);
    }

    void turn(String table) {
        for (String line : table.lines().filter(each -> !each.isBlank()).toList()) {
            String[] sides = line.split("->");
            Turn turn = course.look(standing, sight(sides[0].strip()));
            standing = turn.next();
            assertThat(told(turn)).as(line).isEqualTo(sides[1].strip().replaceAll(" +", " "));
        }
    }

    Standing standing() {
        return standing;
    }

    private String told(Turn turn) {
        String acts =
                turn.decisions().stream()
                        .map(each -> each.act().name())
                        .collect(Collectors.joining(","));
        TrafficSplit split = Weights.of(definition, turn.next());
        String weights =
                split.shares().stream()
                        .map(Share::weight)
                        .map(each -> Long.toString(Math.round(each)))
                        .collect(Collectors.joining("/"));
        String hold = turn.next().hold().map(each -> " " + each.cause()).orElse("");
        return (acts.isEmpty() ? "-" : acts) + " " + turn.next().text() + hold + " " + weights;
    }

    private Sight sight(String text) {
        String[] words = text.split(" +");
        Map<VersionChoice, String> gone = new HashMap<>();
        Map<String, Verdict> rails = new HashMap<>();
        Map<String, Verdict> goals = new HashMap<>();
        boolean disk = false;
        boolean ratio = false;
        for (int i = 2; i < words.length; i++) {
            String word = words[i].replaceAll(":.*", "");
            String arm = words[i].contains(":") ? words[i].replaceAll(".*:", "") : "2";
            switch (word) {
                case "gone" -> gone.put(version(arm), "is gone");
                case "doubt" -> rails.put(arm, Verdict.DOUBT);
                case "bad" -> rails.put(arm, Verdict.BAD);
                case "open" -> rails.put(arm, Verdict.OPEN);
                case "shown" -> goals.put(arm, Verdict.GOOD);
                case "refuted" -> goals.put(arm, Verdict.BAD);
                case "disk" -> disk = true;
                case "ratio" -> ratio = true;
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
        return new Sight(
                Duration.ofSeconds(Long.parseLong(words[0])),
                gone,
                samples(Long.parseLong(words[1])),
                findings(rails, goals),
                ratio ? Optional.of("arms are out of proportion") : Optional.empty(),
                Optional.empty(),
                disk ? Optional.of("the disk is full") : Optional.empty());
    }

    private Map<VersionChoice, Long> samples(long each) {
        return definition.arms().stream().collect(Collectors.toMap(arm -> arm, arm -> each));
    }

    private List<Finding> findings(Map<String, Verdict> rails, Map<String, Verdict> goals) {
        List<Finding> findings = new ArrayList<>();
        for (var candidate : definition.candidates()) {
            String name = Share.named(candidate.target()).replace("version ", "");
            if (!definition.guardrails().isEmpty()) {
                Verdict rail = rails.getOrDefault(name, Verdict.GOOD);
                findings.add(finding(candidate.target(), Role.GUARDRAIL, rail));
            }
            if (!definition.goals().isEmpty()) {
                Verdict goal = goals.getOrDefault(name, Verdict.OPEN);
                findings.add(finding(candidate.target(), Role.GOAL, goal));
            }
        }
        return findings;
    }

    static Finding finding(VersionChoice arm, Role role, Verdict verdict) {
        String text = "%s of %s is %s".formatted(role, Share.named(arm), verdict);
        return new Finding(arm, role, "metric", verdict, 0.1, 0, 0.2, 0.5, text);
    }

    private static VersionChoice version(String number) {
        return new VersionChoice.Exact(Long.parseLong(number));
    }
}
