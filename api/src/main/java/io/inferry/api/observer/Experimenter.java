package io.inferry.api.observer;

import io.inferry.api.settings.ExperimentSettings;

/**
 * An observer that acts on what it sees: it moves traffic between versions. Told its settings
 * before {@link Observer#started}, and closed before the server stops serving.
 */
public interface Experimenter extends Observer, AutoCloseable {
    /**
     * Where to remember, and how.
     *
     * @throws io.inferry.api.ServingException that names what cannot be used
     */
    void open(ExperimentSettings settings);

    @Override
    void close();
}
