package io.inferry.server.running;

import io.inferry.configuration.ServerSettings;
import io.inferry.core.lifecycle.LifecycleSettings;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.repository.RepositorySettings;

/** The settings of the core's rooms, in the core's own words. */
final class Rooms {
    private Rooms() {}

    static RepositorySettings repository(ServerSettings settings) {
        var wanted = settings.repository();
        return new RepositorySettings(
                wanted.poll(),
                wanted.settle(),
                wanted.marker(),
                wanted.filesMax(),
                wanted.depthMax());
    }

    static MemoryLimits memory(ServerSettings settings) {
        return new MemoryLimits(settings.memory().tensorBudget(), settings.memory().idleMax());
    }

    static LifecycleSettings lifecycle(ServerSettings settings) {
        var wanted = settings.lifecycle();
        var standard = LifecycleSettings.standard();
        return new LifecycleSettings(
                wanted.loadThreads() == 0 ? standard.loadThreads() : wanted.loadThreads(),
                new LifecycleSettings.Retry(wanted.retryMin(), wanted.retryMax()),
                wanted.drainMax(),
                standard.startWaitMax(),
                new LifecycleSettings.HistoryBounds(
                        wanted.history().changesMax(),
                        wanted.history().versionsMax(),
                        wanted.history().modelsMax()),
                switch (wanted.preserve()) {
                    case AVAILABILITY -> LifecycleSettings.Preserve.AVAILABILITY;
                    case RESOURCES -> LifecycleSettings.Preserve.RESOURCES;
                },
                switch (settings.readiness()) {
                    case ALL -> LifecycleSettings.ReadinessRule.ALL_MODELS;
                    case ANY -> LifecycleSettings.ReadinessRule.ANY_MODEL;
                    case STARTED -> LifecycleSettings.ReadinessRule.ALWAYS;
                });
    }
}
