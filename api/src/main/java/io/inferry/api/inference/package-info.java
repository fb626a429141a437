/** The door: one request, from route to reply. */
@NullMarked
package io.inferry.api.inference;

import org.jspecify.annotations.NullMarked;
