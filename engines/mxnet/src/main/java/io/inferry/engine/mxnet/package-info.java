/**
 * The engine for MXNet models, on MXNet's C library. Formats, dtypes, threads and limits are in
 * this module's README.
 */
@NullMarked
package io.inferry.engine.mxnet;

import org.jspecify.annotations.NullMarked;
