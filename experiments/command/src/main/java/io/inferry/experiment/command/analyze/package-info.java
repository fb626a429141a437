/** The decision of an experiment on what a Prometheus server has seen. */
@NullMarked
package io.inferry.experiment.command.analyze;

import org.jspecify.annotations.NullMarked;
