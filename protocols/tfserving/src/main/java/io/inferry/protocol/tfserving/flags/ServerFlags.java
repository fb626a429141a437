package io.inferry.protocol.tfserving.flags;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The flags of one start, each with the value typed or its standard. */
public final class ServerFlags {
    private final Map<Flag, String> given;

    ServerFlags(Map<Flag, String> given) {
        this.given = new EnumMap<>(Flag.class);
        this.given.putAll(given);
    }

    /**
     * Those that {@link #lines()} wrote down.
     *
     * @throws IllegalArgumentException when somebody else wrote them
     */
    public static ServerFlags ofLines(String lines) {
        List<String> arguments = lines.lines().toList();
        FlagParser.Reading reading = FlagParser.read(arguments);
        if (!reading.mistakes().isEmpty() || reading.unknown().isPresent()) {
            throw new IllegalArgumentException("no flags of tensorflow_model_server: " + arguments);
        }
        return reading.flags();
    }

    /** What was typed, one flag a line. */
    public String lines() {
        return given.entrySet().stream()
                .map(flag -> "--" + flag.getKey().flagName() + "=" + flag.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Whether it was typed. */
    public boolean isGiven(Flag flag) {
        return given.containsKey(flag);
    }

    /** A text. */
    public String text(Flag flag) {
        return given.getOrDefault(flag, flag.standard());
    }

    /** Whether it is on. */
    public boolean isOn(Flag flag) {
        return text(flag).equals("true");
    }

    /** A whole number. */
    public long number(Flag flag) {
        return Long.parseLong(text(flag).strip());
    }

    /** Any number. */
    public double decimal(Flag flag) {
        return Double.parseDouble(text(flag).strip());
    }

    /** Whether nothing shall be other than upstream. */
    public boolean isStrict() {
        return isOn(Flag.INFERRY_STRICT);
    }
}
