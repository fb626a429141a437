/**
 * Protobuf messages by hand, for codecs on the hot path: read out of the socket's buffers without a
 * copy between, written around views of native memory.
 */
@NullMarked
package io.inferry.transport.protobuf;

import org.jspecify.annotations.NullMarked;
