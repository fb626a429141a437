/** gRPC as protocols see it: unary methods with codecs of their own. */
@NullMarked
package io.inferry.transport.grpc;

import org.jspecify.annotations.NullMarked;
