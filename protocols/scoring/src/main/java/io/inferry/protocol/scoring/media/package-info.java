/** Media types, as headers name them. */
@NullMarked
package io.inferry.protocol.scoring.media;

import org.jspecify.annotations.NullMarked;
