/**
 * The engine for TensorFlow Lite models, on TensorFlow Lite's C library. Formats, dtypes, threads
 * and limits are in this module's README.
 */
@NullMarked
package io.inferry.engine.tflite;

import org.jspecify.annotations.NullMarked;
