package io.inferry.protocol.tfserving.rest;

import io.inferry.api.model.ModelRef;
import io.inferry.protocol.tfserving.examples.ExampleMethod;
import java.util.OptionalLong;

/** What a request asks for. */
sealed interface Route {
    /** The model's name. */
    String name();

    /** Run the model. */
    record Predict(ModelRef model) implements Route {
        @Override
        public String name() {
            return model.name();
        }
    }

    /** Run a signature that takes examples. */
    record Examples(ModelRef model, ExampleMethod method) implements Route {
        @Override
        public String name() {
            return model.name();
        }
    }

    /** The states of a model's versions, or of one. */
    record Status(String name, OptionalLong version) implements Route {}

    /** The signatures of a version. */
    record Metadata(ModelRef model) implements Route {
        @Override
        public String name() {
            return model.name();
        }
    }
}
