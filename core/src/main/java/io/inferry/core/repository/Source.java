package io.inferry.core.repository;

import java.time.Instant;

/**
 * Says which versions should be served. Called by one thread at a time, which it may block for as
 * long as its storage does.
 */
public interface Source {
    /** Everything that is there now. Trouble is part of the answer and never thrown. */
    Sighting look(Instant now);
}
