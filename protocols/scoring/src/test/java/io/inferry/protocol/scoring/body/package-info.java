/** Tests. */
@org.jspecify.annotations.NullMarked
package io.inferry.protocol.scoring.body;
