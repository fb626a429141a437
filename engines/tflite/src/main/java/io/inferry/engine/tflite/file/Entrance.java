package io.inferry.engine.tflite.file;

import io.inferry.api.model.Signature;

/** One signature and how to run it. */
public record Entrance(Signature signature, Way way) {
    /** The same way in under another name. */
    Entrance named(String name) {
        return new Entrance(
                new Signature(
                        name,
                        signature.inputs(),
                        signature.outputs(),
                        signature.method(),
                        signature.optional()),
                way);
    }
}
