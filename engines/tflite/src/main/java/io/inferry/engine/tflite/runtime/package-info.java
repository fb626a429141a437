/** Calls TensorFlow Lite's C library; its pointers do not leave this package. */
@NullMarked
package io.inferry.engine.tflite.runtime;

import org.jspecify.annotations.NullMarked;
