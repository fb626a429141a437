/** What islands add to the command line. */
@NullMarked
package io.inferry.api.command;

import org.jspecify.annotations.NullMarked;
