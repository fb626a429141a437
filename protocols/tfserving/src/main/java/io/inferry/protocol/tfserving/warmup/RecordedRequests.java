package io.inferry.protocol.tfserving.warmup;

import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.examples.ExampleMethod;
import io.inferry.protocol.tfserving.examples.StoredExamples;
import io.inferry.protocol.tfserving.grpc.StoredPredict;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Makes requests of PredictionLogs; field numbers are those of {@code prediction_log.proto}. */
final class RecordedRequests {
    private static final int CLASSIFY_LOG = 2;
    private static final int REGRESS_LOG = 3;
    private static final int MULTI_INFERENCE_LOG = 4;
    private static final int SESSION_RUN_LOG = 5;
    private static final int PREDICT_LOG = 6;
    private static final int PREDICT_STREAMED_LOG = 7;

    private static final Terms TERMS = new Terms(Terms.Strictness.NAMES, 0, Terms.NO_DEADLINE);

    private final ModelDescription model;
    private final TensorMemory memory;
    private final StoredExamples examples;

    RecordedRequests(ModelDescription model, TensorMemory memory) {
        this.model = model;
        this.memory = memory;
        this.examples = new StoredExamples(model, TERMS, memory);
    }

    /** Has the requests of one record run: none, one, or one for each task. */
    void replay(byte[] record, Consumer<InferenceRequest> run) {
        ProtoReader log = ProtoReader.of(List.of(ByteBuffer.wrap(record)), record.length);
        while (log.next()) {
            switch (log.field()) {
                case CLASSIFY_LOG -> run.accept(examples.one(request(log), ExampleMethod.CLASSIFY));
                case REGRESS_LOG -> run.accept(examples.one(request(log), ExampleMethod.REGRESS));
                case MULTI_INFERENCE_LOG -> examples.tasks(request(log)).forEach(run);
                case PREDICT_LOG ->
                        run.accept(StoredPredict.read(request(log), model, memory, TERMS));
                case SESSION_RUN_LOG, PREDICT_STREAMED_LOG ->
                        throw ServingException.unimplemented(
                                "Unsupported log_type for warmup: " + log.field());
                default -> log.skip();
            }
        }
    }

    /** The request in the log at hand; an empty one when it has none. */
    private static ProtoReader request(ProtoReader record) {
        ProtoReader log = record.message();
        ProtoReader request = ProtoReader.empty();
        while (log.next()) {
            if (log.field() == 1) {
                request = log.message();
            } else {
                log.skip();
            }
        }
        return request;
    }
}
