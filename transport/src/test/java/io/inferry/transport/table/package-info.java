@org.jspecify.annotations.NullMarked
package io.inferry.transport.table;
