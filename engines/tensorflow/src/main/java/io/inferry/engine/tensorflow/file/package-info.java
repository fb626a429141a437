/**
 * What a SavedModel or a frozen graph says of itself, read without TensorFlow's native library:
 * weights are stepped over.
 */
@NullMarked
package io.inferry.engine.tensorflow.file;

import org.jspecify.annotations.NullMarked;
