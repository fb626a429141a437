/** Reads MXNet's files without its library, which trusts them. */
@NullMarked
package io.inferry.engine.mxnet.file;

import org.jspecify.annotations.NullMarked;
