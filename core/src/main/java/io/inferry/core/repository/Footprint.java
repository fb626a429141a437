package io.inferry.core.repository;

import java.time.Instant;

/**
 * One walk over a version's files.
 *
 * @param newest the latest change of any file or directory
 * @param marked whether the marker is there and not older than any other file: a marker that was
 *     left behind says nothing about files that were written over later
 */
record Footprint(Fingerprint fingerprint, Instant newest, boolean marked) {}
