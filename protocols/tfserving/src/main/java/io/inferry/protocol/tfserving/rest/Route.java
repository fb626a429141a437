package io.inferry.protocol.tfserving.rest;

import io.inferry.api.model.ModelRef;
import java.util.OptionalLong;

/** What a request asks for. */
sealed interface Route {
    /** Run the model. */
    record Predict(ModelRef model) implements Route {}

    /** Run a signature that takes examples. */
    record Examples(ModelRef model, ExampleMethod method) implements Route {}

    /** The states of a model's versions, or of one. */
    record Status(String name, OptionalLong version) implements Route {}

    /** The signatures of a version. */
    record Metadata(ModelRef model) implements Route {}
}
