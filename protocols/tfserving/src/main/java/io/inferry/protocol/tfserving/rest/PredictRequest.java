package io.inferry.protocol.tfserving.rest;

import io.inferry.api.tensor.Tensor;
import java.util.Map;

/**
 * A prediction's request as read.
 *
 * @param inputs by input name; whoever holds the request closes them or hands them on
 */
record PredictRequest(String signature, Layout layout, Map<String, Tensor> inputs) {}
