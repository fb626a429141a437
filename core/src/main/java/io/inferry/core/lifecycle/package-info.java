/**
 * The life of versions: which should be loaded, loading and warming them, leaving and closing; one
 * loop decides, a small pool does the slow work.
 */
@NullMarked
package io.inferry.core.lifecycle;

import org.jspecify.annotations.NullMarked;
