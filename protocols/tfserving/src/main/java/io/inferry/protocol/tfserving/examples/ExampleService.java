package io.inferry.protocol.tfserving.examples;

import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.grpc.GrpcMethod;
import java.util.List;

/** The methods of {@code tensorflow.serving.PredictionService} that take examples. */
public final class ExampleService {
    private static final String NAME = "tensorflow.serving.PredictionService";

    private ExampleService() {}

    /** Classify, Regress and MultiInference, answering with these. */
    public static List<GrpcMethod<?, ?>> methods(
            Servables servables, Heads heads, RequestCounts counts, RunWatch watch) {
        ServedHeads served = new ServedHeads(servables, heads, counts, watch);
        return List.of(
                new GrpcMethod<>(
                        NAME,
                        "Classify",
                        new WrittenAnswers<>(ExampleMessage::read),
                        new HeadMethod(ExampleMethod.CLASSIFY, served)),
                new GrpcMethod<>(
                        NAME,
                        "Regress",
                        new WrittenAnswers<>(ExampleMessage::read),
                        new HeadMethod(ExampleMethod.REGRESS, served)),
                new GrpcMethod<>(
                        NAME,
                        "MultiInference",
                        new WrittenAnswers<>(MultiInferenceMessage::read),
                        new MultiInference(served)));
    }
}
