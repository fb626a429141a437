package io.inferry.core.lifecycle;

import io.inferry.api.ErrorCode;

/** How a load ended. */
sealed interface LoadOutcome {
    record Done(Loaded loaded) implements LoadOutcome {}

    record Failed(ErrorCode code, String reason) implements LoadOutcome {}
}
