package io.inferry.server.plugin;

import io.inferry.api.engine.Engine;
import io.inferry.api.observer.Observer;
import io.inferry.transport.Protocol;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads plug-ins: each directory that holds jars is one, named by the directory. A broken one is
 * logged and left out. Their class loaders stay open as long as the process: models hold classes of
 * theirs until the very end.
 */
public final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private Plugins() {}

    /** Loads every plug-in of a directory, by name; none when there is no such directory. */
    public static List<Plugin> load(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var seams = new SeamsOnly(Plugins.class.getClassLoader());
        var plugins = new ArrayList<Plugin>();
        for (Path child : sorted(directory)) {
            if (Files.isDirectory(child)) {
                add(child, seams, plugins);
            }
        }
        return List.copyOf(plugins);
    }

    /** Those of the class path, then those of plug-ins. */
    public static <S> List<S> all(
            Class<S> type, List<Plugin> plugins, Function<Plugin, List<S>> offered) {
        var all = new ArrayList<S>();
        ServiceLoader.load(type).forEach(all::add);
        plugins.forEach(plugin -> all.addAll(offered.apply(plugin)));
        return all;
    }

    /** All protocols. */
    public static List<Protocol> protocols(List<Plugin> plugins) {
        return all(Protocol.class, plugins, Plugin::protocols);
    }

    private static void add(Path directory, SeamsOnly seams, List<Plugin> plugins) {
        try {
            Plugin plugin = load(directory, seams);
            if (plugin.offersNothing()) {
                LOG.warn("plugin offers nothing directory={}", directory);
                return;
            }
            LOG.info(
                    "plugin loaded name={} engines={} protocols={} observers={}",
                    plugin.name(),
                    plugin.engines().stream().map(Engine::name).toList(),
                    plugin.protocols().stream().map(Protocol::name).toList(),
                    plugin.observers().size());
            plugins.add(plugin);
        } catch (ServiceConfigurationError | LinkageError | MalformedURLException broken) {
            LOG.warn("plugin failed directory={} reason={}", directory, broken.toString());
        }
    }

    private static Plugin load(Path directory, SeamsOnly seams) throws MalformedURLException {
        var jars = new ArrayList<URL>();
        for (Path child : sorted(directory)) {
            if (child.toString().endsWith(".jar")) {
                jars.add(child.toUri().toURL());
            }
        }
        String name = String.valueOf(directory.getFileName());
        var loader = new URLClassLoader(name, jars.toArray(URL[]::new), seams);
        return new Plugin(
                name,
                services(Engine.class, loader),
                services(Protocol.class, loader),
                services(Observer.class, loader));
    }

    private static <S> List<S> services(Class<S> type, ClassLoader loader) {
        return ServiceLoader.load(type, loader).stream().map(ServiceLoader.Provider::get).toList();
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            LOG.warn("plugins unreadable directory={} reason={}", directory, unreadable.toString());
            return List.of();
        }
    }
}
