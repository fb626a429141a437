/** The REST half: routes, JSON bodies, and tensors as binary parts behind the JSON. */
@NullMarked
package io.inferry.protocol.openinference.rest;

import org.jspecify.annotations.NullMarked;
