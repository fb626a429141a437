/** What happened and what is, as Prometheus reads it. */
@NullMarked
package io.inferry.observer.metrics;

import org.jspecify.annotations.NullMarked;
