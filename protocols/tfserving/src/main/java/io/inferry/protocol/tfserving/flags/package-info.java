/** The command line of {@code tensorflow_model_server}: its flags and their spelling. */
@NullMarked
package io.inferry.protocol.tfserving.flags;

import org.jspecify.annotations.NullMarked;
