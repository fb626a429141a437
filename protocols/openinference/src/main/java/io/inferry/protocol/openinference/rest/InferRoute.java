package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.openinference.wire.ModelNames;
import io.inferry.protocol.openinference.wire.RequestedSignature;
import io.inferry.protocol.openinference.wire.RequestedTerms;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;

/** {@code POST …/infer}: the body to a request, the answer to a body. */
final class InferRoute {
    /** How long the JSON in front of binary parts is; 0 for a body that is one input's bytes. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final String PROTOCOL = "openinference_rest";

    private final Inference inference;

    InferRoute(Inference inference) {
        this.inference = inference;
    }

    void handle(Route.Infer route, HttpRequest request, HttpResponder responder) {
        Exchange exchange = Exchange.begin(PROTOCOL, request.arrivedNanos(), request.ioThread());
        exchange.saying(new RestFacts(request));
        request.onDisconnect(exchange::cancel);
        ModelRef ref = ModelNames.ref(route.name(), route.version());
        Call call;
        try {
            call = inference.open(ref, exchange);
        } catch (ServingException e) {
            var refusal = RestErrors.response(ModelNames.inOurWords(e, ref));
            responder.send(RouteHeaders.on(refusal, exchange));
            return;
        }
        run(call, exchange, request, responder);
    }

    private void run(Call call, Exchange exchange, HttpRequest request, HttpResponder responder) {
        InferBody body;
        InferenceRequest wanted;
        try {
            body = read(call, request);
            try {
                Terms terms =
                        RequestedTerms.of(
                                body.parameters(), request.arrivedNanos(), Terms.NO_DEADLINE);
                String signature = RequestedSignature.of(body.parameters(), call.model());
                wanted = body.toRequest(signature, terms);
            } finally {
                body.inputs().close();
            }
        } catch (RuntimeException e) {
            ServingException failure = ourOwn(e);
            call.fail(failure);
            responder.send(RouteHeaders.on(RestErrors.response(failure), exchange));
            return;
        }
        call.run(wanted, reply -> responder.send(RouteHeaders.on(response(reply, body), exchange)));
    }

    private InferBody read(Call call, HttpRequest request) {
        Bytes body = request.body();
        String header = request.header(JSON_LENGTH).orElse("");
        if (header.isEmpty()) {
            BinaryParts none = new BinaryParts(body, body.length(), call.model().id().name());
            return InferBodyReader.read(body, none, inference.memory(), call.model());
        }
        int jsonLength = jsonLength(header, body.length());
        if (jsonLength == 0) {
            return RawBinaryRequest.read(body, call.model(), inference.memory());
        }
        BinaryParts parts = new BinaryParts(body, jsonLength, call.model().id().name());
        Bytes json = Bytes.of(body.array(), body.offset(), jsonLength);
        return InferBodyReader.read(json, parts, inference.memory(), call.model());
    }

    static int jsonLength(String header, int bodyLength) {
        long length;
        try {
            length = Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            throw ServingException.invalidArgument(
                    "Unable to parse " + JSON_LENGTH + ", got: " + header);
        }
        if (length < 0 || length > bodyLength) {
            throw ServingException.invalidArgument(
                    "inference header size should be in range (0, "
                            + bodyLength
                            + "), got: "
                            + header);
        }
        return (int) length;
    }

    private static HttpResponse response(Reply reply, InferBody body) {
        return switch (reply) {
            case Reply.Failure failure -> RestErrors.response(failure.exception());
            case Answer answer -> {
                try (answer) {
                    yield InferAnswerWriter.write(answer, body);
                } catch (RuntimeException e) {
                    yield RestErrors.response(ourOwn(e));
                }
            }
        };
    }

    /** A mistake of ours must still end the call, or its version could never unload. */
    private static ServingException ourOwn(RuntimeException e) {
        return e instanceof ServingException serving
                ? serving
                : ServingException.internal("openinference failed: " + e, e);
    }
}
