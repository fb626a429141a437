/**
 * The engine for PFA documents, on Hadrian. Formats, types, limits and what a document may do are
 * in this module's README.
 */
@NullMarked
package io.inferry.engine.pfa;

import org.jspecify.annotations.NullMarked;
