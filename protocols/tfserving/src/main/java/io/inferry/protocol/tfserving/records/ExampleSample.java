package io.inferry.protocol.tfserving.records;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.protocol.tfserving.examples.Classifications;
import io.inferry.protocol.tfserving.examples.ExampleResult;
import io.inferry.protocol.tfserving.examples.HeadRun;
import io.inferry.protocol.tfserving.examples.Regressions;
import io.inferry.protocol.tfserving.examples.ResultHandler;
import io.inferry.protocol.tfserving.proto.ClassificationRequest;
import io.inferry.protocol.tfserving.proto.ClassificationResponse;
import io.inferry.protocol.tfserving.proto.ClassificationResult;
import io.inferry.protocol.tfserving.proto.ClassifyLog;
import io.inferry.protocol.tfserving.proto.LogMetadata;
import io.inferry.protocol.tfserving.proto.ModelSpec;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import io.inferry.protocol.tfserving.proto.RegressLog;
import io.inferry.protocol.tfserving.proto.RegressionRequest;
import io.inferry.protocol.tfserving.proto.RegressionResponse;
import io.inferry.protocol.tfserving.proto.RegressionResult;

/** A classification or regression that is logged when it is answered. */
record ExampleSample(
        RequestLog log, RequestLogSettings settings, HeadRun run, ResultHandler handler)
        implements ResultHandler {
    @Override
    public void answered(ModelId id, ExampleResult result) {
        log.quietly(() -> keep(id, result));
        handler.answered(id, result);
    }

    private void keep(ModelId id, ExampleResult result) {
        ModelSpec spec = Messages.spec(id, run.head().signature().name());
        LogMetadata metadata = log.metadata(spec, settings);
        LogEntry.Message message =
                switch (result) {
                    case Classifications found ->
                            classified(metadata, spec, ResultMessages.of(found));
                    case Regressions found -> regressed(metadata, spec, ResultMessages.of(found));
                };
        log.offer(id.name(), settings, RequestLog.byteSize(run.examples()), message);
    }

    private LogEntry.Message classified(
            LogMetadata metadata, ModelSpec spec, ClassificationResult result) {
        return () ->
                PredictionLog.newBuilder()
                        .setLogMetadata(metadata)
                        .setClassifyLog(
                                ClassifyLog.newBuilder()
                                        .setRequest(
                                                ClassificationRequest.newBuilder()
                                                        .setModelSpec(spec)
                                                        .setInput(Messages.input(run.examples())))
                                        .setResponse(
                                                ClassificationResponse.newBuilder()
                                                        .setModelSpec(spec)
                                                        .setResult(result)))
                        .build();
    }

    private LogEntry.Message regressed(
            LogMetadata metadata, ModelSpec spec, RegressionResult result) {
        return () ->
                PredictionLog.newBuilder()
                        .setLogMetadata(metadata)
                        .setRegressLog(
                                RegressLog.newBuilder()
                                        .setRequest(
                                                RegressionRequest.newBuilder()
                                                        .setModelSpec(spec)
                                                        .setInput(Messages.input(run.examples())))
                                        .setResponse(
                                                RegressionResponse.newBuilder()
                                                        .setModelSpec(spec)
                                                        .setResult(result)))
                        .build();
    }

    @Override
    public void failed(ServingException failure) {
        handler.failed(failure);
    }
}
