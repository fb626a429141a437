/** A model's traffic plan, written for Istio and for the Gateway API. */
@NullMarked
package io.inferry.experiment.command.export;

import org.jspecify.annotations.NullMarked;
