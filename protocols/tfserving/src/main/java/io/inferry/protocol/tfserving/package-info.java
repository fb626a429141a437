/** TensorFlow Serving's surface: what a client of {@code tensorflow_model_server} talks to. */
@NullMarked
package io.inferry.protocol.tfserving;

import org.jspecify.annotations.NullMarked;
