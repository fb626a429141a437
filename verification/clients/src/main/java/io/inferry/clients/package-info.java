/** Calls made with clients that others wrote, printed so that a test can read the answers. */
@NullMarked
package io.inferry.clients;

import org.jspecify.annotations.NullMarked;
