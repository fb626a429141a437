package io.inferry.engine.opencv.file;

import io.inferry.api.tensor.Shape;

/**
 * An input as a description has it.
 *
 * @param shape all dimensions, rows first
 */
public record NetInput(String name, Shape shape) {}
