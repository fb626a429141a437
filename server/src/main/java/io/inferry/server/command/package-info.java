/** The command line. */
@NullMarked
package io.inferry.server.command;

import org.jspecify.annotations.NullMarked;
