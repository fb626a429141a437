package io.inferry.endtoend;

import java.nio.file.Path;

/** TensorFlow's models, kept with the engine that they test first. */
final class SavedModels {
    private SavedModels() {}

    /** The directory of a model, which holds its versions. */
    static Path of(String name) {
        return Packaged.root().resolve("engines/tensorflow/src/test/resources").resolve(name);
    }

    /** A flag that serves one of them as the only model. */
    static String base(String name) {
        return "--model_base_path=" + of(name);
    }
}
