/**
 * Reads CatBoost's models: JSON and the binary format {@code .cbm}. The schemas are those of
 * CatBoost's sources: its JSON exporter, and the FlatBuffers that it publishes for the binary
 * format.
 */
@NullMarked
package io.inferry.engine.trees.catboost;

import org.jspecify.annotations.NullMarked;
