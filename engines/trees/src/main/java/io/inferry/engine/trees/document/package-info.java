/** Reads JSON and UBJSON into objects and arrays of numbers, the large parts shortened at once. */
@NullMarked
package io.inferry.engine.trees.document;

import org.jspecify.annotations.NullMarked;
