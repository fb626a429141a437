package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.protobuf.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the results of a MultiInference call, in the order of its tasks; the first failure is
 * the call's. Belongs to the call's I/O thread.
 */
final class MultiResult {
    private static final int RESULTS = 1;
    private static final int MODEL_SPEC = 1;
    private static final int CLASSIFICATION_RESULT = 2;
    private static final int REGRESSION_RESULT = 3;

    private final MultiInferenceMessage message;
    private final RequestCounts counts;
    private final GrpcCall<ProtoWriter> grpc;
    private final List<ProtoWriter> results = new ArrayList<>();
    private int missing;
    private boolean failed;

    MultiResult(MultiInferenceMessage message, RequestCounts counts, GrpcCall<ProtoWriter> grpc) {
        this.message = message;
        this.counts = counts;
        this.grpc = grpc;
        missing = message.tasks().size();
        message.tasks().forEach(_ -> results.add(new ProtoWriter()));
    }

    /** Takes the result of one task. */
    ResultHandler task(int index) {
        return new ResultHandler() {
            @Override
            public void answered(ModelId id, ExampleResult result) {
                MultiResult.this.answered(index, id, result);
            }

            @Override
            public void failed(ServingException failure) {
                fail(failure);
            }
        };
    }

    private void answered(int index, ModelId id, ExampleResult result) {
        RequestedModel asked = message.tasks().get(index).model();
        int field =
                switch (result) {
                    case Classifications _ -> CLASSIFICATION_RESULT;
                    case Regressions _ -> REGRESSION_RESULT;
                };
        results.get(index)
                .message(MODEL_SPEC, ResultMessage.modelSpec(asked, id.version()))
                .message(field, ResultMessage.of(result));
        missing--;
        if (missing == 0 && !failed) {
            ProtoWriter answer = new ProtoWriter();
            results.forEach(each -> answer.message(RESULTS, each));
            counts.hadExamples(asked.name(), result.examples());
            grpc.answer(answer);
        }
    }

    private void fail(ServingException failure) {
        missing--;
        if (!failed) {
            failed = true;
            grpc.fail(failure);
        }
    }
}
