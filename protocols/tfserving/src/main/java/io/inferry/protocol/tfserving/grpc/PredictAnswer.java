package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.inference.Answer;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;

/**
 * What a PredictResponse says; encoding it takes the answer over.
 *
 * @param model the name as the caller said it
 * @param counted is told when the answer is written
 */
record PredictAnswer(String model, Answer answer, CountedRequest counted) {}
