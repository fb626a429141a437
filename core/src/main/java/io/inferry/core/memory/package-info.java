/** Native memory for tensors: pooled, aligned, bounded. */
@NullMarked
package io.inferry.core.memory;

import org.jspecify.annotations.NullMarked;
