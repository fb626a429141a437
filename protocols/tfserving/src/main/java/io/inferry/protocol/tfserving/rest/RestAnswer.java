package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponder;

/**
 * How one request ends: with a body or an error, once, and counted.
 *
 * @param counted for the stages before the end
 * @param exchange which tells the route, where there is one
 */
record RestAnswer(
        HttpResponder responder, Responses responses, CountedRequest counted, Exchange exchange) {
    void send(Bytes json) {
        responder.send(responses.routed(responses.json(json), exchange));
        counted.answered();
    }

    void fail(ServingException failure) {
        responder.send(responses.routed(responses.failed(failure), exchange));
        counted.failed(failure.code());
    }
}
