/** The seam between experiments and the bandits that steer some of them. */
@NullMarked
package io.inferry.experiment.control.policy;

import org.jspecify.annotations.NullMarked;
