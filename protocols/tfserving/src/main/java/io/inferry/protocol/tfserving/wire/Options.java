package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ServingException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The protocol's own switches.
 *
 * @param cors whether every answer says that browsers of any origin may read it
 * @param timeoutMillis how long a request may take before it is given up; 0 for as long as it needs
 */
public record Options(boolean cors, long timeoutMillis) {
    private static final String CORS = "cors";
    private static final String TIMEOUT = "timeout_ms";
    private static final Set<String> KEYS = new TreeSet<>(Set.of(CORS, TIMEOUT));

    /** Upstream's rest_api_timeout_in_ms. */
    private static final String TIMEOUT_STANDARD = "30000";

    /**
     * Reads them.
     *
     * @throws ServingException INVALID_ARGUMENT for an unknown key or a value out of range
     */
    public static Options parse(Map<String, String> options) {
        for (String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw ServingException.invalidArgument(
                        "tfserving has no option '" + key + "', only " + KEYS);
            }
        }
        return new Options(
                readBoolean(options.getOrDefault(CORS, "false")),
                readMillis(options.getOrDefault(TIMEOUT, TIMEOUT_STANDARD)));
    }

    private static boolean readBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw ServingException.invalidArgument(
                            "tfserving option 'cors' must be true or false, was '" + text + "'");
        };
    }

    private static long readMillis(String text) {
        if (text.matches("\\d{1,12}")) {
            return Long.parseLong(text);
        }
        throw ServingException.invalidArgument(
                "tfserving option 'timeout_ms' must be milliseconds from 0 on, was '" + text + "'");
    }
}
