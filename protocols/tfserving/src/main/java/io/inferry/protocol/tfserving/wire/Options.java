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
 * @param methodNameChecked whether Classify and Regress want signatures that are marked with them
 * @param prometheusPath where REST has upstream's page for scrapers; empty for nowhere
 * @param answers how gRPC sends the elements of tensors
 * @param grpcHealth whether gRPC's own health service is offered
 */
public record Options(
        boolean cors,
        long timeoutMillis,
        boolean methodNameChecked,
        String prometheusPath,
        TensorForm answers,
        boolean grpcHealth) {
    private static final String CORS = "cors";
    private static final String TIMEOUT = "timeout_ms";
    private static final String METHOD_NAME_CHECK = "signature_method_name_check";
    private static final String PROMETHEUS_PATH = "prometheus_path";
    private static final String AS_CONTENT = "serialization_as_tensor_content";
    private static final String GRPC_HEALTH = "grpc_health";

    /** What tensorflow-model-server was started with, one flag a line; read by reloads. */
    public static final String FLAGS = "flags";

    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            CORS,
                            TIMEOUT,
                            METHOD_NAME_CHECK,
                            PROMETHEUS_PATH,
                            AS_CONTENT,
                            GRPC_HEALTH,
                            FLAGS));

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
                readBoolean(CORS, options),
                readMillis(options.getOrDefault(TIMEOUT, TIMEOUT_STANDARD)),
                readBoolean(METHOD_NAME_CHECK, options),
                readPath(options.getOrDefault(PROMETHEUS_PATH, "")),
                readBoolean(AS_CONTENT, options) ? TensorForm.CONTENT : TensorForm.TYPED,
                readBoolean(GRPC_HEALTH, options));
    }

    private static boolean readBoolean(String key, Map<String, String> options) {
        String text = options.getOrDefault(key, "false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw ServingException.invalidArgument(
                            "tfserving option '"
                                    + key
                                    + "' must be true or false, was '"
                                    + text
                                    + "'");
        };
    }

    private static String readPath(String text) {
        if (text.isEmpty() || text.startsWith("/")) {
            return text;
        }
        throw ServingException.invalidArgument(
                "tfserving option 'prometheus_path' must begin with /, was '" + text + "'");
    }

    private static long readMillis(String text) {
        if (text.matches("\\d{1,12}")) {
            return Long.parseLong(text);
        }
        throw ServingException.invalidArgument(
                "tfserving option 'timeout_ms' must be milliseconds from 0 on, was '" + text + "'");
    }
}
