package io.inferry.protocol.tfserving.examples;

import io.inferry.protocol.tfserving.wire.ModelSpecReader;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.List;
import java.util.Optional;

/**
 * A ClassificationRequest or a RegressionRequest, which have the same fields.
 *
 * @param model empty when it has no ModelSpec
 * @param examples serialized, each with the context's features in front
 */
record ExampleMessage(Optional<RequestedModel> model, List<byte[]> examples) {
    private static final int MODEL_SPEC = 1;
    private static final int INPUT = 2;

    static ExampleMessage read(ProtoReader message) {
        ModelSpecReader model = new ModelSpecReader();
        boolean named = false;
        ExampleInput input = new ExampleInput();
        while (message.next()) {
            switch (message.field()) {
                case MODEL_SPEC -> {
                    named = true;
                    model.read(message.message());
                }
                case INPUT -> input.read(message.message());
                default -> message.skip();
            }
        }
        return new ExampleMessage(
                named ? Optional.of(model.model()) : Optional.empty(), input.examples());
    }
}
