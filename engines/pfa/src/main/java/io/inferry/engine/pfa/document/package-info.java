/** Finds documents and checks them before Hadrian sees them. Knows nothing of Hadrian. */
@NullMarked
package io.inferry.engine.pfa.document;

import org.jspecify.annotations.NullMarked;
