package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an operator may choose about this protocol.
 *
 * @param serverName what the server metadata calls this server; some of Triton's own scripts insist
 *     on {@code triton}
 * @param notReadyStatus the HTTP status of the health and ready routes while not ready; clients
 *     look only for 200, load balancers prefer 503
 */
public record ServerSettings(String serverName, int notReadyStatus) {
    /** What nobody configured. */
    public static final ServerSettings STANDARD = new ServerSettings("inferry", 503);

    /** What is really served beyond the base protocol. */
    public static final List<String> EXTENSIONS = List.of("binary_tensor_data", "schedule_policy");

    private static final String SERVER_NAME = "server_name";
    private static final String NOT_READY_STATUS = "not_ready_status";

    public ServerSettings {
        if (serverName.isBlank()) {
            throw ServingException.invalidArgument(
                    "option 'server_name' of openinference must not be empty");
        }
        if (notReadyStatus < 400 || notReadyStatus > 599) {
            throw refusedStatus(Integer.toString(notReadyStatus));
        }
    }

    /**
     * Reads the protocol's options.
     *
     * @throws ServingException INVALID_ARGUMENT for an unknown key or a value out of bounds
     */
    public static ServerSettings of(Map<String, String> options) {
        TreeSet<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(List.of(SERVER_NAME, NOT_READY_STATUS));
        if (!unknown.isEmpty()) {
            throw ServingException.invalidArgument(
                    "openinference has no option "
                            + unknown
                            + "; its options are ["
                            + NOT_READY_STATUS
                            + ", "
                            + SERVER_NAME
                            + "]");
        }
        String status =
                options.getOrDefault(NOT_READY_STATUS, Integer.toString(STANDARD.notReadyStatus()));
        return new ServerSettings(
                options.getOrDefault(SERVER_NAME, STANDARD.serverName()), parseStatus(status));
    }

    /** The version to report: the one in the jar's manifest; classes in a folder have none. */
    public String serverVersion() {
        String version = ServerSettings.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static int parseStatus(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refusedStatus(text);
        }
    }

    private static ServingException refusedStatus(String text) {
        return ServingException.invalidArgument(
                "option 'not_ready_status' of openinference must be an HTTP status from 400 to"
                        + " 599, was '"
                        + text
                        + "'");
    }
}
