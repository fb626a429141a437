/** What single rooms of the server cost. */
@NullMarked
package io.inferry.benchmarks;

import org.jspecify.annotations.NullMarked;
