/** Adds and removes optional engines of a distribution. */
@NullMarked
package io.inferry.toolkit.plugin;

import org.jspecify.annotations.NullMarked;
