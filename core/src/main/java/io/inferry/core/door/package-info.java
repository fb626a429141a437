/** Room 3: admits a request, finds its version, holds it against the signature, sends it on. */
@NullMarked
package io.inferry.core.door;

import org.jspecify.annotations.NullMarked;
