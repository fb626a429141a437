package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.transport.Protocol;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every protocol has to keep, over real sockets and a real model: right answers, an error in
 * its own form for every mistake, and after each mistake a server that still answers right and
 * holds no tensor. The subclass's module needs the ONNX engine on its test class path.
 */
public abstract class ProtocolContract {
    /** The model: {@link Fixtures#DIGITS_KERAS}, version 1. */
    protected static final String MODEL = "digits";

    /** Longest body that the server under test takes. */
    protected static final int BODY_BYTES_MAX = 8 << 20;

    /** How long the server under test waits for a body. */
    protected static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);

    private static final double TOLERANCE = 1e-5;
    private static final int CALLERS = 200;

    @TempDir private Path models;
    private ProtocolServer server;

    /** The protocol under test. */
    protected abstract Protocol protocol();

    /** The listener of the protocol under test. */
    protected abstract String listener();

    /**
     * Asks over the wire. Called by many threads at once.
     *
     * @return {@link ProtocolOutcome.Refused} only after checking that the error has the protocol's
     *     own form
     */
    protected abstract ProtocolOutcome ask(ProtocolQuestion question) throws Exception;

    /**
     * Closes what {@link #ask} keeps open. Called after each test, when nothing is asked any more.
     */
    protected void closeCallers() {}

    /** The server under test. */
    protected final ProtocolServer server() {
        return server;
    }

    /** The port of the listener under test. */
    protected final int port() {
        return server.port(listener());
    }

    /** The right question. */
    protected static final GoldenCase golden() {
        return Golden.read("digits_keras").first();
    }

    @BeforeEach
    final void startServer() {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, MODEL, 1);
        Fixtures.copyVersion(Fixtures.STRINGS, models, "strings", 1);
        ListenLimits limits =
                ListenLimits.STANDARD
                        .withBodyBytesMax(BODY_BYTES_MAX)
                        .withTimeouts(BODY_TIMEOUT, Duration.ofSeconds(30));
        server = ProtocolServer.start(models, protocol(), limits);
    }

    @AfterEach
    final void serverIsUnharmed() throws Exception {
        try {
            assertAnswered(ask(new ProtocolQuestion(ModelRef.latest(MODEL), golden().inputs())));
            server.awaitNoTensors();
        } finally {
            closeCallers();
            server.close();
        }
    }

    @Test
    void goldenModelIsAnsweredRight() throws Exception {
        assertAnswered(ask(new ProtocolQuestion(ModelRef.latest(MODEL), golden().inputs())));
        assertAnswered(ask(new ProtocolQuestion(ModelRef.version(MODEL, 1), golden().inputs())));
    }

    @Test
    void unknownModelIsRefused() throws Exception {
        String text = refused(ModelRef.latest("nobody"), golden().inputs());

        assertThat(text).contains("nobody");
    }

    @Test
    void unknownVersionIsRefused() throws Exception {
        String text = refused(ModelRef.version(MODEL, 77), golden().inputs());

        assertThat(text).contains(MODEL).contains("77");
    }

    @Test
    void unknownLabelIsRefused() throws Exception {
        String text = refused(ModelRef.label(MODEL, "nolabel"), golden().inputs());

        assertThat(text).contains("nolabel");
    }

    @Test
    void wrongInputNameIsRefused() throws Exception {
        refused(ModelRef.latest(MODEL), Map.of("pixels", input()));
    }

    @Test
    void wrongDataTypeIsRefused() throws Exception {
        List<Object> texts = new ArrayList<>(Collections.nCopies(64, "zero"));
        GoldenValue strings = new GoldenValue(DataType.STRING, Shape.of(1, 64), texts);

        refused(ModelRef.latest(MODEL), Map.of(inputName(), strings));
    }

    @Test
    void wrongShapeIsRefused() throws Exception {
        List<Object> numbers = new ArrayList<>(Collections.nCopies(63, 0.5));
        GoldenValue short1 = new GoldenValue(DataType.FLOAT32, Shape.of(1, 63), numbers);

        refused(ModelRef.latest(MODEL), Map.of(inputName(), short1));
    }

    @Test
    void manyCallersAtOnceAreAllAnsweredRight() throws Exception {
        ProtocolQuestion question = new ProtocolQuestion(ModelRef.latest(MODEL), golden().inputs());
        Callable<ProtocolOutcome> call = () -> ask(question);

        for (ProtocolOutcome outcome : allAtOnce(Collections.nCopies(CALLERS, call))) {
            assertAnswered(outcome);
        }
    }

    /** Asks and demands an error with a text. */
    protected final String refused(ModelRef model, Map<String, GoldenValue> inputs)
            throws Exception {
        return textOf(ask(new ProtocolQuestion(model, inputs)));
    }

    /** The text of an outcome that has to be an error. */
    protected static final String textOf(ProtocolOutcome outcome) {
        return switch (outcome) {
            case ProtocolOutcome.Refused refused -> {
                assertThat(refused.text()).as("the error's text").isNotBlank();
                yield refused.text();
            }
            case ProtocolOutcome.Answered answered ->
                    throw new AssertionError("was answered: " + answered.outputs());
        };
    }

    /** Demands the golden answer. */
    protected static final void assertAnswered(ProtocolOutcome outcome) {
        switch (outcome) {
            case ProtocolOutcome.Answered answered ->
                    golden().outputs()
                            .forEach((name, value) ->
                                    assertClose(
                                            value,
                                            Objects.requireNonNull(
                                                    answered.outputs().get(name), name)));
            case ProtocolOutcome.Refused refused ->
                    throw new AssertionError("was refused: " + refused.text());
        }
    }

    private static void assertClose(GoldenValue expected, List<Double> actual) {
        assertThat(actual).isNotNull().hasSize(expected.elements().size());
        double[] numbers = expected.numbers();
        for (int i = 0; i < numbers.length; i++) {
            double allowed = TOLERANCE * Math.max(1, Math.abs(numbers[i]));
            assertThat(Math.abs(actual.get(i) - numbers[i])).isLessThanOrEqualTo(allowed);
        }
    }

    private static <T> List<T> allAtOnce(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : callers.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }

    private static String inputName() {
        return golden().inputs().keySet().iterator().next();
    }

    private static GoldenValue input() {
        return golden().inputs().values().iterator().next();
    }
}
