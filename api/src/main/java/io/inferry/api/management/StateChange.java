package io.inferry.api.management;

import java.time.Instant;

/** One step in a version's life, and why. */
public record StateChange(VersionState state, Instant at, String reason) {}
