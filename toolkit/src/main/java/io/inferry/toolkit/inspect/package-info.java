/** {@code inferry inspect}: what a model file says of itself. */
@NullMarked
package io.inferry.toolkit.inspect;

import org.jspecify.annotations.NullMarked;
