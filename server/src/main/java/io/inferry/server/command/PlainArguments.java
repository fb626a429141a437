package io.inferry.server.command;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of {@code serve} when nothing about them is special. Picocli's classes are so
 * old a format that no AOT cache takes them, and its reflection costs a third of a start; help,
 * mistakes and everything rare are left to it.
 */
final class PlainArguments {
    private PlainArguments() {}

    /**
     * The options.
     *
     * @param arguments those after the verb
     * @return empty when picocli has to look at them
     */
    static Optional<ServeOptions> read(List<String> arguments) {
        var options = new ServeOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--train")) {
                options.train = true;
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 && !rest.hasNext()) {
                return Optional.empty();
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (!isPlain(value) || !put(options, name, value)) {
                return Optional.empty();
            }
        }
        return Optional.of(options);
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && !value.startsWith("-") && value.indexOf('"') < 0;
    }

    private static boolean put(ServeOptions options, String name, String value) {
        switch (name) {
            case "--models" -> options.models = value;
            case "--config" -> options.config = value;
            case "--host" -> options.host = value;
            case "--plugins" -> options.plugins = value;
            case "--log-level" -> options.logLevel = value;
            case "--port" -> {
                return putPair(options.ports, value);
            }
            case "--set" -> {
                return putPair(options.others, value);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean putPair(Map<String, String> pairs, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            return false;
        }
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        return true;
    }
}
