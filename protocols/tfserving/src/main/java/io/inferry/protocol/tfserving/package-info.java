/** TensorFlow Serving's REST API, byte for byte where clients look. */
@NullMarked
package io.inferry.protocol.tfserving;

import org.jspecify.annotations.NullMarked;
