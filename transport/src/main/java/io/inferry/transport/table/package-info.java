/**
 * Tables as requests write them (records, frames, columns, CSV), read by column name into one
 * tensor for each column of a columnar signature.
 */
@NullMarked
package io.inferry.transport.table;

import org.jspecify.annotations.NullMarked;
