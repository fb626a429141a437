/** The seam that turns an artifact into something that runs. */
@NullMarked
package io.inferry.api.engine;

import org.jspecify.annotations.NullMarked;
