package io.inferry.experiment.command.analyze;

import io.inferry.experiment.statistics.BucketCounts;
import io.inferry.experiment.statistics.Rate;

/**
 * What a Prometheus server saw of one version.
 *
 * @param version as its label says it
 * @param latencies in the histogram's unit
 */
record Seen(String version, Rate requests, BucketCounts latencies) {}
