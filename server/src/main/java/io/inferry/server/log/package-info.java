/** What the server writes to its log, and in which form. */
@NullMarked
package io.inferry.server.log;

import org.jspecify.annotations.NullMarked;
