package io.inferry.protocol.tfserving.flags;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads arguments by upstream's rules: {@code --name=value} only; for booleans the bare name means
 * true. Anything else is unknown, which does not stop a start.
 */
public final class FlagParser {
    private static final String DASHES = "--";
    private static final String HELP = "--help";

    private final Map<Flag, String> given = new EnumMap<>(Flag.class);
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private FlagParser() {}

    /**
     * What was read.
     *
     * @param mistakes values that do not fit their flag, one line each; then nothing is started
     * @param unknown the first argument that is no flag
     */
    public record Reading(ServerFlags flags, List<String> mistakes, Optional<String> unknown) {
        public Reading {
            mistakes = List.copyOf(mistakes);
        }

        /** Whether only the usage text is wanted. */
        public boolean isHelp() {
            return unknown.filter(HELP::equals).isPresent();
        }
    }

    /** Reads all of them; of a flag typed twice the last one holds. */
    public static Reading read(List<String> arguments) {
        FlagParser parser = new FlagParser();
        arguments.forEach(parser::take);
        return new Reading(
                new ServerFlags(parser.given),
                parser.mistakes,
                parser.unknown.stream().findFirst());
    }

    private void take(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Optional<Flag> flag = named(name);
        if (flag.isEmpty() || (equals < 0 && flag.get().kind() != FlagKind.BOOL)) {
            unknown.add(argument);
            return;
        }
        String value = equals < 0 ? "true" : argument.substring(equals + 1);
        if (flag.get().kind().fits(value)) {
            given.put(flag.get(), value);
        } else {
            mistakes.add(
                    "Couldn't interpret value %s for flag %s."
                            .formatted(value, flag.get().flagName()));
        }
    }

    private static Optional<Flag> named(String argument) {
        if (!argument.startsWith(DASHES)) {
            return Optional.empty();
        }
        String name = argument.substring(DASHES.length());
        for (Flag flag : Flag.values()) {
            if (flag.flagName().equals(name)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }
}
