/**
 * Optional engines, protocols and observers, each in a directory with a class loader of its own.
 */
@NullMarked
package io.inferry.server.plugin;

import org.jspecify.annotations.NullMarked;
