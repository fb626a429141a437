/**
 * The engine for ONNX models, on ONNX Runtime's official Java binding. Formats, dtypes, threads and
 * limits are in this module's README.
 */
@NullMarked
package io.inferry.engine.onnx;

import org.jspecify.annotations.NullMarked;
