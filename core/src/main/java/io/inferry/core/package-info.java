/** The engine room as a library: what a server is made of, usable inside any program. */
@NullMarked
package io.inferry.core;

import org.jspecify.annotations.NullMarked;
