package io.inferry.server.command;

import io.inferry.api.engine.Engine;
import io.inferry.server.plugin.Plugins;
import io.inferry.server.running.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The engines of the class path, then those of the distribution's plug-ins. */
final class InstalledEngines {
    private InstalledEngines() {}

    static List<Engine> all() {
        var all = new ArrayList<Engine>();
        ServiceLoader.load(Engine.class).forEach(all::add);
        Plugins.load(Distribution.plugins()).forEach(plugin -> all.addAll(plugin.engines()));
        return all;
    }
}
