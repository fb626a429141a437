/** What an operator sees and does: models and their states, probes, metrics. */
@NullMarked
package io.inferry.protocol.admin;

import org.jspecify.annotations.NullMarked;
