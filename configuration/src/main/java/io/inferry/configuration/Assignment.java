package io.inferry.configuration;

/**
 * A value from the command line.
 *
 * @param key a dotted key of inferry.yaml
 * @param flag the argument as typed, for messages: {@code --set listeners.admin.port}
 */
public record Assignment(String key, String value, String flag) {}
