/** {@code inferry predict}: call a running server from the shell. */
@NullMarked
package io.inferry.toolkit.predict;

import org.jspecify.annotations.NullMarked;
