package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Call;
import io.inferry.api.model.ModelId;
import io.inferry.protocol.tfserving.examples.ExampleResult;
import io.inferry.protocol.tfserving.examples.HeadRun;
import io.inferry.protocol.tfserving.examples.Heads;
import io.inferry.protocol.tfserving.examples.ResultHandler;
import io.inferry.protocol.tfserving.examples.RunWatch;
import io.inferry.protocol.tfserving.wire.Reading;
import io.inferry.transport.http.HttpRequest;

/** Answers {@code :classify} and {@code :regress}. */
final class ExampleCall {
    private final RestCalls calls;
    private final Heads heads;
    private final RunWatch watch;

    ExampleCall(RestCalls calls, Heads heads, RunWatch watch) {
        this.calls = calls;
        this.heads = heads;
        this.watch = watch;
    }

    /**
     * Reads, runs and answers.
     *
     * @throws ServingException when the request does not come to run
     */
    void answer(Route.Examples route, HttpRequest request, RestAnswer out) {
        Call call = calls.open(route.model(), request, out, ExampleReader::read);
        HeadRun run = Reading.of(call, () -> read(route, call, request));
        out.counted().running();
        Ending ending = new Ending(run.examples().size(), out);
        run.start(call, request.ioThread(), watch.watch(call.model(), run, ending));
    }

    private HeadRun read(Route.Examples route, Call call, HttpRequest request) {
        ExampleReader body = ExampleReader.read(request.body());
        return new HeadRun(
                heads.find(call.model(), body.signatureName(), route.method()),
                body.examples(),
                calls.terms(request));
    }

    /** Writes what came of it. */
    private record Ending(int examples, RestAnswer out) implements ResultHandler {
        @Override
        public void answered(ModelId id, ExampleResult result) {
            out.counted().ran();
            out.counted().hadExamples(examples);
            out.send(ResultsWriter.write(result));
        }

        @Override
        public void failed(ServingException failure) {
            out.fail(failure);
        }
    }
}
