/** What a model is called, what it takes and what it answers. */
@NullMarked
package io.inferry.api.model;

import org.jspecify.annotations.NullMarked;
