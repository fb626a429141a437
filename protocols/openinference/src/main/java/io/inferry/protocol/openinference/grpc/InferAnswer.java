package io.inferry.protocol.openinference.grpc;

import io.inferry.api.inference.Answer;

/** What a ModelInferResponse says; encoding it takes the answer over. */
record InferAnswer(String id, Answer answer) {}
