/** Tensors, their types and shapes, and the native memory that they live in. */
@NullMarked
package io.inferry.api.tensor;

import org.jspecify.annotations.NullMarked;
