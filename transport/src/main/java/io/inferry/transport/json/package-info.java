/**
 * JSON for tensors: a pull reader and a writer over byte arrays that parse numbers straight into
 * native memory and print them without garbage. All other JSON is Jackson's.
 */
@NullMarked
package io.inferry.transport.json;

import org.jspecify.annotations.NullMarked;
