/**
 * The queue before one model version, the decision when a batch leaves it, and the instances that
 * run it.
 */
@NullMarked
package io.inferry.core.batching;

import org.jspecify.annotations.NullMarked;
