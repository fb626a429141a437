package io.inferry.api.settings;

import java.nio.file.Path;

/** Reads a model's settings file. Found through {@link java.util.ServiceLoader}. */
public interface ModelSettingsReader {
    /** The file that is looked for in a model's directory. */
    String FILE_NAME = "model.yaml";

    /**
     * Reads the file.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL that names the file and every problem
     *     in it, with the nearest known key for one that is not known
     */
    ModelSettings read(Path file);
}
