/** TensorFlow Serving's messages, generated from the .proto files of this module. */
@NullMarked
package io.inferry.protocol.tfserving.proto;

import org.jspecify.annotations.NullMarked;
