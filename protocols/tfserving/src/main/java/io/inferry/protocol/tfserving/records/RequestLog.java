package io.inferry.protocol.tfserving.records;

import io.inferry.api.inference.Answer;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.tensor.Tensor;
import io.inferry.protocol.tfserving.examples.HeadRun;
import io.inferry.protocol.tfserving.examples.ResultHandler;
import io.inferry.protocol.tfserving.examples.RunWatch;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.proto.LogMetadata;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictLog;
import io.inferry.protocol.tfserving.proto.PredictRequest;
import io.inferry.protocol.tfserving.proto.PredictResponse;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes answered requests down, for models whose settings say so, as TensorFlow Serving's
 * PredictionLog: what {@code assets.extra/tf_serving_warmup_requests} of a later version can be
 * made of. A request that is not sampled costs a look at its model's settings; one that is costs a
 * copy of its tensors. Safe for use by many threads.
 */
public final class RequestLog implements RunWatch, AutoCloseable {
    private static final Logger LOG = System.getLogger(RequestLog.class.getName());

    private final LogWriter writer;
    private final RequestCounts counts;
    private final InstantSource clock;
    private final long recordBytesMax;

    /**
     * Starts nothing until there is something to write.
     *
     * @param counts is told of every sampled request
     */
    public RequestLog(RequestCounts counts) {
        this(counts, InstantSource.system(), LogWriter.QUEUE_BYTES_MAX);
    }

    RequestLog(RequestCounts counts, InstantSource clock, long queueBytesMax) {
        this.counts = counts;
        this.writer = new LogWriter(clock, queueBytesMax);
        this.clock = clock;
        this.recordBytesMax = queueBytesMax;
    }

    /**
     * A request that is about to run.
     *
     * @return is told the answer
     */
    public Sample predict(ModelDescription model, InferenceRequest request) {
        Optional<RequestLogSettings> settings = sampled(model);
        if (settings.isEmpty() || isTooLarge(byteSize(request.inputs()))) {
            return Sample.NONE;
        }
        ModelSpec spec = Messages.spec(model.id(), request.signature());
        PredictRequest.Builder message =
                PredictRequest.newBuilder()
                        .setModelSpec(spec)
                        .addAllOutputFilter(request.outputs());
        request.inputs().forEach((name, input) -> message.putInputs(name, Messages.tensor(input)));
        var asked = new Asked(settings.get(), spec, message.build(), byteSize(request.inputs()));
        return answer -> quietly(() -> answered(asked, answer));
    }

    @Override
    public ResultHandler watch(ModelDescription model, HeadRun run, ResultHandler handler) {
        Optional<RequestLogSettings> settings = sampled(model);
        if (settings.isEmpty() || isTooLarge(byteSize(run.examples()))) {
            return handler;
        }
        return new ExampleSample(this, settings.get(), run, handler);
    }

    /** A request is answered whether or not it can be logged. */
    void quietly(Runnable logging) {
        try {
            logging.run();
        } catch (RuntimeException unfit) {
            LOG.log(Level.DEBUG, "request not logged", unfit);
            writer.drop();
        }
    }

    /** What was asked, copied. */
    private record Asked(
            RequestLogSettings settings, ModelSpec spec, PredictRequest request, long byteSize) {}

    private void answered(Asked asked, Answer answer) {
        long byteSize = asked.byteSize() + byteSize(answer.outputs());
        if (isTooLarge(byteSize)) {
            return;
        }
        PredictResponse.Builder response = PredictResponse.newBuilder().setModelSpec(asked.spec());
        answer.outputs()
                .forEach((name, tensor) -> response.putOutputs(name, Messages.tensor(tensor)));
        LogMetadata metadata = Messages.metadata(asked.spec(), asked.settings(), clock.instant());
        offer(
                answer.id().name(),
                asked.settings(),
                byteSize,
                () ->
                        PredictionLog.newBuilder()
                                .setLogMetadata(metadata)
                                .setPredictLog(
                                        PredictLog.newBuilder()
                                                .setRequest(asked.request())
                                                .setResponse(response))
                                .build());
    }

    /** For samples: an answered request. */
    void offer(String model, RequestLogSettings settings, long byteSize, LogEntry.Message message) {
        boolean taken = writer.offer(new LogEntry(model, settings, byteSize, message));
        counts.logged(model, taken ? "OK" : "RESOURCE_EXHAUSTED");
    }

    LogMetadata metadata(ModelSpec spec, RequestLogSettings settings) {
        return Messages.metadata(spec, settings, clock.instant());
    }

    private static Optional<RequestLogSettings> sampled(ModelDescription model) {
        Optional<RequestLogSettings> settings = model.requestLog();
        return settings.isPresent()
                        && ThreadLocalRandom.current().nextDouble() < settings.get().samplingRate()
                ? settings
                : Optional.empty();
    }

    /** A record that the queue can never hold need not be copied. */
    private boolean isTooLarge(long byteSize) {
        if (byteSize <= recordBytesMax) {
            return false;
        }
        writer.drop();
        return true;
    }

    private static long byteSize(Map<String, Tensor> tensors) {
        return tensors.values().stream().mapToLong(Tensor::byteSize).sum();
    }

    static long byteSize(List<byte[]> examples) {
        return examples.stream().mapToLong(example -> example.length).sum();
    }

    /** Requests that were sampled and are in no file. */
    long dropped() {
        return writer.dropped();
    }

    /** Writes what waits; what comes later is dropped. */
    @Override
    public void close() {
        writer.close();
    }
}
