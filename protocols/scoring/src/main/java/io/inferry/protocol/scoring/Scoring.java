package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Inference;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.inference.Terms;
import io.inferry.api.management.Management;
import io.inferry.api.model.ModelRef;
import io.inferry.protocol.scoring.answer.AnswerForm;
import io.inferry.protocol.scoring.answer.AnswerWriter;
import io.inferry.protocol.scoring.body.Asked;
import io.inferry.protocol.scoring.body.BodyForm;
import io.inferry.protocol.scoring.body.BodyReader;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.facts.QueryText;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that is posted: the body to a request, the answer to a body. */
final class Scoring {
    /** As metrics name it. */
    private static final String PROTOCOL = "scoring";

    private final Inference inference;
    private final Management management;
    private final ModelChoice models;

    Scoring(ProtocolContext context, ScoringOptions options) {
        inference = context.inference();
        management = context.management();
        models = new ModelChoice(management, options);
    }

    /**
     * Answers a request, now or later.
     *
     * @throws ServingException when the request can have no model
     */
    void answer(Route.Ask route, HttpRequest request, HttpResponder responder) {
        Optional<BodyForm> body = bodyForm(route.dialect(), request);
        Optional<AnswerForm> form = answerForm(route.dialect(), request);
        if (body.isEmpty() || form.isEmpty()) {
            responder.send(
                    body.isEmpty()
                            ? refusedType(route.dialect(), request)
                            : refusedForm(route.dialect(), request));
            return;
        }
        ModelRef model = models.of(route, request);
        Exchange exchange = Exchange.begin(PROTOCOL, request.arrivedNanos(), request.ioThread());
        exchange.saying(new ScoringFacts(request, body.get(), model, management));
        request.onDisconnect(exchange::cancel);
        var out = new Reception(route.dialect(), form.get(), exchange, responder);
        Call call;
        try {
            call = inference.open(model, exchange);
        } catch (ServingException e) {
            out.fail(e);
            return;
        }
        run(call, body.get(), signature(route, request), new Posted(request, out));
    }

    private void run(Call call, BodyForm form, String signature, Posted posted) {
        InferenceRequest wanted;
        try {
            BodyReader reader = new BodyReader(call.model(), inference.memory());
            Asked asked = reader.read(posted.request().body(), form, signature);
            wanted =
                    new InferenceRequest(
                            asked.signature(),
                            asked.inputs(),
                            outputs(posted.request()),
                            Terms.STANDARD);
        } catch (RuntimeException e) {
            ServingException failure = ourOwn(e);
            call.fail(failure);
            posted.out().fail(failure);
            return;
        }
        List<String> classes = call.model().classes();
        call.run(wanted, reply -> posted.out().reply(reply, classes));
    }

    /** KServe's server looks at no content type, and its clients send any. */
    private static Optional<BodyForm> bodyForm(Dialect dialect, HttpRequest request) {
        Optional<BodyForm> form =
                BodyForm.of(request.header("Content-Type").orElse(""), request.body());
        return dialect == Dialect.KSERVE ? form.or(() -> Optional.of(new BodyForm.Json())) : form;
    }

    private static Optional<AnswerForm> answerForm(Dialect dialect, HttpRequest request) {
        Optional<AnswerForm> form = AnswerForm.of(request.header("Accept").orElse(""));
        return dialect == Dialect.KSERVE ? form.or(() -> Optional.of(AnswerForm.JSON)) : form;
    }

    private static HttpResponse refusedType(Dialect dialect, HttpRequest request) {
        return Errors.response(
                dialect,
                415,
                "a body is application/json or text/csv in UTF-8, its content type was '"
                        + request.header("Content-Type").orElse("")
                        + "'");
    }

    private static HttpResponse refusedForm(Dialect dialect, HttpRequest request) {
        return Errors.response(
                dialect,
                406,
                "answers are application/json or text/csv, accepted is '"
                        + request.header("Accept").orElse("")
                        + "'");
    }

    private static String signature(Route.Ask route, HttpRequest request) {
        return QueryText.value(request.query(), "signature")
                .filter(name -> !name.isEmpty())
                .orElse(route.signature());
    }

    /** Chosen by the query, for bodies have no place for them; all where it names none. */
    private static List<String> outputs(HttpRequest request) {
        String names = QueryText.value(request.query(), "outputs").orElse("");
        return names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1));
    }

    /** A mistake of ours must still end the call, or its version could never unload. */
    private static ServingException ourOwn(RuntimeException e) {
        return e instanceof ServingException serving
                ? serving
                : ServingException.internal("scoring failed: " + e, e);
    }

    /** A request and where its answer goes. */
    private record Posted(HttpRequest request, Reception out) {}

    /** How one request ends: once, in its dialect and form. */
    private record Reception(
            Dialect dialect, AnswerForm form, Exchange exchange, HttpResponder responder) {
        void reply(Reply reply, List<String> classes) {
            switch (reply) {
                case Reply.Failure failure -> fail(failure.exception());
                case Answer answer -> send(written(answer, classes));
            }
        }

        private HttpResponse written(Answer answer, List<String> classes) {
            try (answer) {
                return AnswerWriter.write(answer, classes, form);
            } catch (RuntimeException e) {
                return Errors.response(dialect, ourOwn(e));
            }
        }

        void fail(ServingException failure) {
            send(Errors.response(dialect, failure));
        }

        private void send(HttpResponse response) {
            responder.send(RouteHeaders.on(response, exchange));
        }
    }
}
