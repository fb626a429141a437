/** Reads what a TensorFlow Lite file says of itself, without any native code. */
@NullMarked
package io.inferry.engine.tflite.file;

import org.jspecify.annotations.NullMarked;
