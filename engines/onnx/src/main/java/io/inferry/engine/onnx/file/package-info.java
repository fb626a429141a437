/**
 * Reads ONNX model files without ONNX Runtime: what is in them, and whether they are whole. Field
 * numbers are those of onnx/onnx-ml.proto.
 */
@NullMarked
package io.inferry.engine.onnx.file;

import org.jspecify.annotations.NullMarked;
