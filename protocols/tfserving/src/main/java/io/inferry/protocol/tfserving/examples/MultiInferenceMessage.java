package io.inferry.protocol.tfserving.examples;

import io.inferry.protocol.tfserving.wire.ModelSpecReader;
import io.inferry.protocol.tfserving.wire.RequestedModel;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A MultiInferenceRequest.
 *
 * @param examples serialized, each with the context's features in front
 */
record MultiInferenceMessage(List<Task> tasks, List<byte[]> examples) {
    private static final int TASKS = 1;
    private static final int INPUT = 2;

    /** One head to run. */
    record Task(RequestedModel model, String methodName) {
        private static final int MODEL_SPEC = 1;
        private static final int METHOD_NAME = 2;

        private static Task read(ProtoReader message) {
            ModelSpecReader model = new ModelSpecReader();
            String methodName = "";
            while (message.next()) {
                switch (message.field()) {
                    case MODEL_SPEC -> model.read(message.message());
                    case METHOD_NAME -> methodName = message.string();
                    default -> message.skip();
                }
            }
            return new Task(model.model(), methodName);
        }
    }

    static MultiInferenceMessage read(ProtoReader message) {
        List<Task> tasks = new ArrayList<>();
        ExampleInput input = new ExampleInput();
        while (message.next()) {
            switch (message.field()) {
                case TASKS -> tasks.add(Task.read(message.message()));
                case INPUT -> input.read(message.message());
                default -> message.skip();
            }
        }
        return new MultiInferenceMessage(List.copyOf(tasks), input.examples());
    }
}
