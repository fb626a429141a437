package io.inferry.api.management;

import io.inferry.api.model.ModelId;

/** What waits and runs before one version at this moment. */
public record QueueStatus(ModelId id, int waiting, long waitingBytes, int running) {}
