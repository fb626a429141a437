package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponder;

/**
 * How one request ends: with a body or an error, once, and counted.
 *
 * @param counted for the stages before the end
 */
record RestAnswer(HttpResponder responder, Responses responses, CountedRequest counted) {
    void send(Bytes json) {
        responder.send(responses.json(json));
        counted.answered();
    }

    void fail(ServingException failure) {
        responder.send(responses.failed(failure));
        counted.failed(failure.code());
    }
}
