package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.TextCodes;
import java.util.Optional;

/**
 * A categorical feature.
 *
 * @param index among the categorical features, as splits name it
 * @param column among all features
 * @param codes of the texts that splits ask for; empty where none does
 */
record TextFeature(int index, int column, String name, Optional<TextCodes> codes) {}
