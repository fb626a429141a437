/** HTTP as protocols see it: a request with its whole body in, one response out. */
@NullMarked
package io.inferry.transport.http;

import org.jspecify.annotations.NullMarked;
