/** Calls OpenCV's native library; its pointers do not leave this package. */
@NullMarked
package io.inferry.engine.opencv.runtime;

import org.jspecify.annotations.NullMarked;
