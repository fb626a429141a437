package io.inferry.experiment.control.definition;

import io.inferry.api.model.VersionChoice;

/**
 * An arm beside control.
 *
 * @param weight in percent; 0 where the kind of experiment decides
 */
public record Candidate(VersionChoice target, double weight) {}
