/** What REST and gRPC share: options, how versions are found, names of types and codes. */
@NullMarked
package io.inferry.protocol.tfserving.wire;

import org.jspecify.annotations.NullMarked;
