/** What upstream counts, under upstream's names: dashboards go on working. */
@NullMarked
package io.inferry.protocol.tfserving.monitoring;

import org.jspecify.annotations.NullMarked;
