/** Calls MXNet's C library; its pointers do not leave this package. */
@NullMarked
package io.inferry.engine.mxnet.runtime;

import org.jspecify.annotations.NullMarked;
