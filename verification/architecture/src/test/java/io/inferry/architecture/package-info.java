/** What no module can prove alone: the arrows between modules and the walls of the style guide. */
@NullMarked
package io.inferry.architecture;

import org.jspecify.annotations.NullMarked;
