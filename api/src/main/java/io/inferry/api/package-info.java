/** The words everybody shares: errors that cross a boundary. */
@NullMarked
package io.inferry.api;

import org.jspecify.annotations.NullMarked;
