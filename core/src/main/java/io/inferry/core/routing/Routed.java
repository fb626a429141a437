package io.inferry.core.routing;

import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Shadow;
import java.util.List;

/**
 * Where a request goes.
 *
 * @param shadows those that get a copy of this request
 */
public record Routed(Assignment assignment, List<Shadow> shadows) {}
