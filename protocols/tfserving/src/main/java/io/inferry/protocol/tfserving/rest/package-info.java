/** The REST half: JSON as upstream reads and writes it, byte for byte where clients look. */
@NullMarked
package io.inferry.protocol.tfserving.rest;

import org.jspecify.annotations.NullMarked;
