package io.inferry.experiment.control.wire;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.experiment.control.Experiments;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Every route; openapi.json describes each, and a test holds the two together. */
final class Routes {
    private static final String ALL = "/api/experiments";
    private static final String ONE = "/api/experiments/{name}";

    /** A definition is a page, not a file of data. */
    private static final int BODY_BYTES_MAX = 256 << 10;

    private static final int ACTS_WAITING_MAX = 64;

    /** With a body each, which its listener counts as being in flight. */
    private static final int FEEDBACKS_WAITING_MAX = 256;

    private final Experiments experiments;
    private final FeedbackRoute feedback;
    private final Clerk acts = new Clerk("inferry-experiments-http", ACTS_WAITING_MAX);
    private final Clerk feedbacks = new Clerk("inferry-feedback-http", FEEDBACKS_WAITING_MAX);

    Routes(Experiments experiments) {
        this.experiments = experiments;
        this.feedback = new FeedbackRoute(experiments);
    }

    /** For those who were answered. */
    List<Route> ofCallers() {
        return List.of(new Route("POST", "/inferry/feedback", feedbacks, feedback));
    }

    /** For those who run the server. */
    List<Route> ofOperators() {
        return List.of(
                new Route("POST", "/api/feedback", feedbacks, feedback),
                new Route("GET", ALL + "/openapi.json", acts, (request, name) -> openApi()),
                new Route("GET", ALL, acts, (request, name) -> all()),
                new Route("POST", ALL, acts, (request, name) -> start(request)),
                told(ONE, name -> Views.experiment(experiments.one(name))),
                new Route(
                        "DELETE",
                        ONE,
                        acts,
                        (request, name) -> answered(200, experiments.delete(name))),
                new Route("POST", ONE + "/promote", acts, this::promote),
                new Route("POST", ONE + "/rollback", acts, this::rollback),
                new Route(
                        "POST",
                        ONE + "/stop",
                        acts,
                        (request, name) -> answered(200, experiments.stop(name))),
                told(
                        ONE + "/decisions",
                        name ->
                                listed(
                                        name,
                                        "decisions",
                                        Views.decisions(experiments.decisions(name)))),
                told(ONE + "/report", name -> Views.report(experiments.report(name))),
                told(
                        ONE + "/offenders",
                        name ->
                                listed(
                                        name,
                                        "offenders",
                                        Views.offenders(experiments.offenders(name)))),
                told(
                        ONE + "/policies",
                        name ->
                                listed(
                                        name,
                                        "policies",
                                        Views.policies(experiments.policies(name)))));
    }

    private Route told(String template, Function<String, Map<String, Object>> page) {
        return new Route(
                "GET",
                template,
                acts,
                (request, name) -> done(Json.response(200, page.apply(name))));
    }

    private static Map<String, Object> listed(String name, String what, List<?> items) {
        return Map.of("name", name, what, items);
    }

    private CompletableFuture<HttpResponse> all() {
        List<Map<String, Object>> all = experiments.all().stream().map(Views::experiment).toList();
        return done(Json.response(200, Map.of("experiments", all)));
    }

    private CompletableFuture<HttpResponse> start(HttpRequest request) {
        Bytes body = bounded(request);
        if (body.length() == 0) {
            throw ServingException.invalidArgument(
                    "the body is empty; expected the definition of an experiment, YAML or JSON");
        }
        return answered(201, experiments.start(body.text()));
    }

    private CompletableFuture<HttpResponse> promote(HttpRequest request, String name) {
        Optional<String> target = Json.field(bounded(request), "target");
        return answered(200, experiments.promote(name, target));
    }

    private CompletableFuture<HttpResponse> rollback(HttpRequest request, String name) {
        Optional<String> reason = Json.field(bounded(request), "reason");
        return answered(200, experiments.rollback(name, reason.orElse("an operator wants it")));
    }

    private static CompletableFuture<HttpResponse> answered(
            int status, CompletableFuture<ExperimentView> act) {
        return act.thenApply(view -> Json.response(status, Views.experiment(view)));
    }

    private static CompletableFuture<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private static Bytes bounded(HttpRequest request) {
        Bytes body = request.body();
        if (body.length() > BODY_BYTES_MAX) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "a body here has at most %d bytes, was %d"
                            .formatted(BODY_BYTES_MAX, body.length()));
        }
        return body;
    }

    private static CompletableFuture<HttpResponse> openApi() {
        try (InputStream document = Routes.class.getResourceAsStream("openapi.json")) {
            if (document == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return done(HttpResponse.json(200, Bytes.of(document.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
