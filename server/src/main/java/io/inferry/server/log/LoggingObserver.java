package io.inferry.server.log;

import io.inferry.api.management.StateChange;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.Observer;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each state of a version that an operator would remember. */
public final class LoggingObserver implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("io.inferry.models");

    @Override
    public void changed(ModelId id, StateChange change) {
        switch (change.state()) {
            case NEW, LOADING, WARMING, AVAILABLE ->
                    LOG.debug(
                            "model {} name={} version={} reason={}",
                            word(change),
                            id.name(),
                            id.version(),
                            change.reason());
            case DRAINING, UNLOADED ->
                    LOG.info(
                            "model {} name={} version={} reason={}",
                            word(change),
                            id.name(),
                            id.version(),
                            change.reason());
            case FAILED ->
                    LOG.warn(
                            "model failed name={} version={} reason={}",
                            id.name(),
                            id.version(),
                            change.reason());
        }
    }

    @Override
    public void loaded(ModelId id, Duration took) {
        LOG.info(
                "model available name={} version={} load_ms={}",
                id.name(),
                id.version(),
                took.toMillis());
    }

    private static String word(StateChange change) {
        return change.state().name().toLowerCase(Locale.ROOT);
    }
}
