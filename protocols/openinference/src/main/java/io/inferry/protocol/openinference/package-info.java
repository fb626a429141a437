/** The Open Inference Protocol v2 over REST and gRPC, as KServe's and Triton's clients speak it. */
@NullMarked
package io.inferry.protocol.openinference;

import org.jspecify.annotations.NullMarked;
