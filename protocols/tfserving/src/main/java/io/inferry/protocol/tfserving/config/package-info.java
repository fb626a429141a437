/** The files of {@code tensorflow_model_server}: what they and its flags mean here. */
@NullMarked
package io.inferry.protocol.tfserving.config;

import org.jspecify.annotations.NullMarked;
