package io.inferry.server.running;

import io.inferry.api.observer.Experimenter;
import io.inferry.api.observer.MetricsPage;
import io.inferry.api.observer.MetricsSource;
import io.inferry.api.observer.Observer;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.configuration.ServerSettings;
import java.util.List;
import java.util.Optional;

/** Observers that do more than watch: those that move traffic, and those with series to show. */
final class Steering implements AutoCloseable {
    /** Where experiments are remembered unless told otherwise, in the directory of models. */
    private static final String STATE = ".inferry/experiments";

    private final List<Observer> observers;

    private Steering(List<Observer> observers) {
        this.observers = observers;
    }

    /**
     * Makes them ready, before they are told of anything.
     *
     * @throws io.inferry.api.ServingException that names what cannot be as configured
     */
    static Steering open(ServerSettings settings, List<Observer> observers) {
        for (Observer observer : observers) {
            if (observer instanceof MetricsPage page) {
                observers.stream()
                        .filter(MetricsSource.class::isInstance)
                        .forEach(source -> page.include((MetricsSource) source));
            }
            if (observer instanceof Experimenter experimenter) {
                experimenter.open(remembering(settings));
            }
        }
        return new Steering(observers);
    }

    private static ExperimentSettings remembering(ServerSettings settings) {
        ExperimentSettings wanted = settings.experiments();
        if (wanted.state().isPresent() || wanted.database().isPresent()) {
            return wanted;
        }
        return new ExperimentSettings(
                settings.models().map(models -> models.resolve(STATE)),
                wanted.definitions(),
                wanted.sync(),
                Optional.empty(),
                wanted.replica(),
                wanted.interval(),
                wanted.feedback());
    }

    /** Stops moving traffic; what was decided last stands. */
    @Override
    public void close() {
        for (Observer observer : observers) {
            if (observer instanceof Experimenter experimenter) {
                experimenter.close();
            }
        }
    }
}
