/** An engine whose models answer what they are given, of every element type there is. */
@org.jspecify.annotations.NullMarked
package io.inferry.protocol.openinference.echo;
