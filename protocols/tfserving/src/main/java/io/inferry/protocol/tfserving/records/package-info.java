/** TFRecord files, and the log of requests that is written to them. */
@NullMarked
package io.inferry.protocol.tfserving.records;

import org.jspecify.annotations.NullMarked;
