package io.inferry.server.running;

import io.inferry.configuration.ServerSettings;
import io.inferry.transport.listen.ListenerStatus;
import java.nio.file.Path;
import java.util.List;

/** What the server says on standard output once its ports are open. */
final class Banner {
    private Banner() {}

    /** One line for each address. */
    static String of(ServerSettings settings, List<ListenerStatus> listeners) {
        var banner = new StringBuilder("inferry serves ");
        banner.append(settings.models().map(Path::toString).orElse("declared models"));
        banner.append('\n');
        for (ListenerStatus listener : listeners) {
            banner.append(
                    String.format("  %-20s %s%n", listener.name(), address(settings, listener)));
        }
        return banner.toString();
    }

    private static String address(ServerSettings settings, ListenerStatus listener) {
        var options = settings.listener(listener.name());
        if (listener.port() < 0) {
            return options.unix().map(path -> "unix:" + path).orElse("unix");
        }
        String scheme = options.tls().isPresent() ? "https" : "http";
        return scheme + "://" + options.host().orElse("localhost") + ":" + listener.port();
    }
}
