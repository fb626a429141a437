/** How a model's requests are divided among its versions, and who may change that. */
@NullMarked
package io.inferry.api.traffic;

import org.jspecify.annotations.NullMarked;
