/**
 * The gRPC half: each message read and written by hand from its field numbers, so that tensors go
 * between the socket's buffers and native memory in one copy.
 */
@NullMarked
package io.inferry.protocol.openinference.grpc;

import org.jspecify.annotations.NullMarked;
