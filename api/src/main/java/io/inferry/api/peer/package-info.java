/** Other servers' command lines: what a peer's flags and files mean here. */
@NullMarked
package io.inferry.api.peer;

import org.jspecify.annotations.NullMarked;
