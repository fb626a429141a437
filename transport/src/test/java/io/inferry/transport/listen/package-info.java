/** Real sockets, real clients, ugly callers. */
@NullMarked
package io.inferry.transport.listen;

import org.jspecify.annotations.NullMarked;
