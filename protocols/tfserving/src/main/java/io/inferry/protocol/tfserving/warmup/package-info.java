/** Replays TensorFlow Serving's recorded warm-up requests. */
@NullMarked
package io.inferry.protocol.tfserving.warmup;

import org.jspecify.annotations.NullMarked;
