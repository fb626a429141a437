package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.inference.Answer;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.protocol.tfserving.records.Sample;

/**
 * What a PredictResponse says; encoding it takes the answer over.
 *
 * @param model the name as the caller said it
 * @param counted is told when the answer is written
 * @param sample is shown the answer before it closes
 */
record PredictAnswer(String model, Answer answer, CountedRequest counted, Sample sample) {}
