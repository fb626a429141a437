/** The packaged server as a user has it: a real process, real clients, real signals. */
@NullMarked
package io.inferry.endtoend;

import org.jspecify.annotations.NullMarked;
