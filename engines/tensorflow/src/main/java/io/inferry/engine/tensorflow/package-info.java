/**
 * The engine for TensorFlow's SavedModels and frozen graphs, on TensorFlow's C library, which is
 * called directly. Formats, dtypes, threads and limits are in this module's README.
 */
@NullMarked
package io.inferry.engine.tensorflow;

import org.jspecify.annotations.NullMarked;
