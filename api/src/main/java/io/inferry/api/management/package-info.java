/** What is loaded, in which state and why; and the acts that change it. */
@NullMarked
package io.inferry.api.management;

import org.jspecify.annotations.NullMarked;
