/**
 * Which version answers a request that names none, and which only watch. Pure but for its board.
 */
@NullMarked
package io.inferry.core.routing;

import org.jspecify.annotations.NullMarked;
