/**
 * What an operator writes down, read into values: model.yaml, inferry.yaml, the environment and
 * flags. Every key stands once, in a table that also renders the documentation.
 */
@NullMarked
package io.inferry.configuration;

import org.jspecify.annotations.NullMarked;
