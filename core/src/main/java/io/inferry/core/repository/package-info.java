/**
 * Which versions should be served, read from a directory: always the whole list of a model, never a
 * difference.
 */
@NullMarked
package io.inferry.core.repository;

import org.jspecify.annotations.NullMarked;
