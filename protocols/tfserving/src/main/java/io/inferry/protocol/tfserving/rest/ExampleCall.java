package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;

/**
 * {@code :classify} and {@code :regress}. No engine takes serialized examples, so every such call
 * ends with an error; it is the one upstream would find first.
 */
final class ExampleCall {
    private static final String CONTEXT = "context";
    private static final String EXAMPLES = "examples";

    private final Servables servables;

    ExampleCall(Servables servables) {
        this.servables = servables;
    }

    /** Why the call cannot be answered. */
    ServingException refuse(Route.Examples route, HttpRequest request) {
        RequestMap map = RequestMap.scan(request.body());
        String signatureName = map.signatureName();
        checkExamples(map);
        Exchange exchange =
                Exchange.begin(Prediction.PROTOCOL, request.arrivedNanos(), request.ioThread());
        Call call = servables.open(route.model(), exchange);
        ServingException refusal = refusal(route.method(), call.model(), signatureName);
        call.fail(refusal);
        return refusal;
    }

    private static ServingException refusal(
            ExampleMethod method, ModelDescription model, String signatureName) {
        String wanted = signatureName.isEmpty() ? Signature.DEFAULT_NAME : signatureName;
        if (!model.signatures().containsKey(wanted)) {
            return ServingException.invalidArgument(
                    "No signature was found with the name: " + wanted);
        }
        return ServingException.invalidArgument(
                "Expected "
                        + method.noun()
                        + " signature method_name to be "
                        + method.methodName()
                        + ". Was: "
                        + Signature.PREDICT);
    }

    private static void checkExamples(RequestMap map) {
        if (map.position(CONTEXT) != RequestMap.ABSENT) {
            checkExample(map.readerAt(CONTEXT));
        }
        if (map.position(EXAMPLES) == RequestMap.ABSENT) {
            throw map.misformed(
                    "When method is classify, key 'examples' is expected and was not found");
        }
        JsonReader json = map.readerAt(EXAMPLES);
        if (json.peek() != Token.ARRAY) {
            throw map.misformed("Expecting 'examples' value to be an list/array");
        }
        json.beginArray();
        if (!json.hasNext()) {
            throw map.misformed("'examples' value is an empty array");
        }
        while (json.hasNext()) {
            checkExample(json);
        }
    }

    private static void checkExample(JsonReader json) {
        Token token = json.peek();
        if (token != Token.OBJECT) {
            throw ServingException.invalidArgument(
                    "Example must be JSON object but got JSON " + ElementTypes.kind(token));
        }
        json.skipValue();
    }
}
