/** What a protocol offers to the world, and what it is given to answer with. */
@NullMarked
package io.inferry.transport;

import org.jspecify.annotations.NullMarked;
