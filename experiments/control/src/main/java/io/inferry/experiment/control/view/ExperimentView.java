package io.inferry.experiment.control.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An experiment now.
 *
 * @param kind {@code ab}, {@code canary}, {@code bandit} or {@code shadow}
 * @param state {@code WAITING} for versions, {@code RUNNING}, {@code HOLDING}, {@code PROMOTED},
 *     {@code ROLLED_BACK} or {@code STOPPED}
 * @param step of a canary, the first is 1; 0 for others
 * @param steps how many there are; 0 for others
 * @param reason why it is in this state
 * @param started by the wall clock, for people
 * @param running how long it has run, downtime left out
 * @param inForce whether it says where the model's traffic goes
 * @param definition as written, with every default
 */
public record ExperimentView(
        String name,
        String model,
        String kind,
        String state,
        int step,
        int steps,
        String reason,
        Instant started,
        Duration running,
        Duration atStep,
        boolean inForce,
        List<ArmView> arms,
        List<FindingView> findings,
        Map<String, Object> definition) {
    public ExperimentView {
        arms = List.copyOf(arms);
        findings = List.copyOf(findings);
        definition = Map.copyOf(definition);
    }
}
