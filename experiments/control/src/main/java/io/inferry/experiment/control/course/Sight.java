package io.inferry.experiment.control.course;

import io.inferry.api.model.VersionChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look brings.
 *
 * @param passed since the look before, by a clock that only goes on
 * @param gone arms that cannot answer, and why
 * @param samples of each arm since the present step began
 * @param ratio that arms did not get what their weights say; empty when they did
 * @param leader the candidate that looks best
 * @param storeTrouble why nothing can be written down; empty when it can
 */
public record Sight(
        Duration passed,
        Map<VersionChoice, String> gone,
        Map<VersionChoice, Long> samples,
        List<Finding> findings,
        Optional<String> ratio,
        Optional<VersionChoice> leader,
        Optional<String> storeTrouble) {
    public Sight {
        gone = Map.copyOf(gone);
        samples = Map.copyOf(samples);
        findings = List.copyOf(findings);
    }

    long samples(VersionChoice arm) {
        return samples.getOrDefault(arm, 0L);
    }

    /** The same where writing fails. */
    public Sight withStoreTrouble(String why) {
        return new Sight(Duration.ZERO, gone, samples, findings, ratio, leader, Optional.of(why));
    }
}
