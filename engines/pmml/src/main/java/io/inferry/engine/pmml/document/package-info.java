/** Reads a PMML file within bounds, and refuses what would be evaluated wrongly. */
@NullMarked
package io.inferry.engine.pmml.document;

import org.jspecify.annotations.NullMarked;
