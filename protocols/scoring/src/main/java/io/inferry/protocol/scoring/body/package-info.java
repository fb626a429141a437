/** Bodies to tensors: records, frames, columns, rows and CSV. */
@NullMarked
package io.inferry.protocol.scoring.body;

import org.jspecify.annotations.NullMarked;
