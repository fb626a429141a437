/** Tensors to Avro values and back, row by row. */
@NullMarked
package io.inferry.engine.pfa.row;

import org.jspecify.annotations.NullMarked;
