/**
 * The gRPC half. Predict is read and written by hand, so that elements go between the socket's
 * buffers and native memory in one copy; methods asked now and then use generated messages.
 */
@NullMarked
package io.inferry.protocol.tfserving.grpc;

import org.jspecify.annotations.NullMarked;
