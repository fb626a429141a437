/** Rows by column name: converted at the door, gathered into a model's matrix in its runner. */
@NullMarked
package io.inferry.core.table;

import org.jspecify.annotations.NullMarked;
