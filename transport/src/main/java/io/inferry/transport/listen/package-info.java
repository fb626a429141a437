/**
 * The sockets: HTTP/1.1, HTTP/2 and gRPC on one group of event loops, with every limit named.
 *
 * <p>{@link io.inferry.transport.listen.Listeners} opens them. What belongs to one event loop is
 * touched by that loop's thread only; other threads hand tasks to it.
 */
@NullMarked
package io.inferry.transport.listen;

import org.jspecify.annotations.NullMarked;
