/** One running server, from its settings to its end. */
@NullMarked
package io.inferry.server.running;

import org.jspecify.annotations.NullMarked;
