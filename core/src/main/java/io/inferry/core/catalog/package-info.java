/** What can be served at this moment, and the leases that keep it there. */
@NullMarked
package io.inferry.core.catalog;

import org.jspecify.annotations.NullMarked;
