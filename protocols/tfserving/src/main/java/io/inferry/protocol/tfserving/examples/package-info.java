/** Classify, Regress and MultiInference: signatures that take serialized {@code tf.Example}s. */
@NullMarked
package io.inferry.protocol.tfserving.examples;

import org.jspecify.annotations.NullMarked;
