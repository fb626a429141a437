/** What the protocol says over REST and over gRPC alike: datatypes, parameters, raw tensors. */
@NullMarked
package io.inferry.protocol.openinference.wire;

import org.jspecify.annotations.NullMarked;
