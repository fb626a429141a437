/** What requests say of themselves, read no further than somebody asks. */
@NullMarked
package io.inferry.transport.facts;

import org.jspecify.annotations.NullMarked;
