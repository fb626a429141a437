/**
 * A few requests over every protocol, from plain sockets: what the server is trained with when it
 * is packaged, so that the classes it needs for a first answer are in the AOT cache.
 */
@NullMarked
package io.inferry.server.rehearsal;

import org.jspecify.annotations.NullMarked;
