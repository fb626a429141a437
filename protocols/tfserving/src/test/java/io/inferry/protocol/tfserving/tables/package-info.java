@org.jspecify.annotations.NullMarked
package io.inferry.protocol.tfserving.tables;
