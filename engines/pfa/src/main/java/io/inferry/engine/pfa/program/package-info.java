/** Hadrian: documents parsed, compiled, and made into engines. */
@NullMarked
package io.inferry.engine.pfa.program;

import org.jspecify.annotations.NullMarked;
