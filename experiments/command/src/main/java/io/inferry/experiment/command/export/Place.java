package io.inferry.experiment.command.export;

import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where a model lives in a cluster.
 *
 * @param name of the resources that are written
 * @param host that callers ask for
 * @param service that has the pods of all versions; with the Gateway API each version has a service
 *     of its own, whose name begins so
 * @param gateway {@code NAME} or {@code NAMESPACE/NAME}; empty: within the mesh
 */
record Place(
        String name,
        String host,
        String service,
        Optional<String> namespace,
        OptionalInt port,
        Optional<String> gateway) {
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final int PORT_MAX = 65_535;

    Place {
        check("--service-prefix", service, DNS_LABEL);
        check("--host", host, HOST);
        check("the resource's", name, DNS_LABEL);
        namespace.ifPresent(text -> check("--namespace", text, DNS_LABEL));
        gateway.ifPresent(text -> {
            for (String part : text.split("/", 2)) {
                check("--gateway", part, DNS_LABEL);
            }
        });
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > PORT_MAX)) {
            throw ServingException.invalidArgument(
                    "--port is 1 to %d, was %d".formatted(PORT_MAX, port.getAsInt()));
        }
    }

    private static void check(String option, String name, Pattern pattern) {
        if (!pattern.matcher(name).matches()) {
            throw ServingException.invalidArgument(
                    "%s name must be one that Kubernetes takes (small letters, digits, '-'), was '%s'"
                            .formatted(option, name));
        }
    }

    /** A version as part of a resource's name: {@code v2}, or the label itself. */
    static String partOf(VersionChoice target) {
        String part =
                switch (target) {
                    case VersionChoice.Exact exact -> "v" + exact.version();
                    case VersionChoice.Label label -> label.label();
                    case VersionChoice.Latest latest -> "latest";
                };
        check("the target " + Share.named(target) + " as a", part, DNS_LABEL);
        return part;
    }

    /** The value that pods of a version have in their label {@code version}. */
    static String podLabel(VersionChoice target) {
        return target instanceof VersionChoice.Exact exact
                ? Long.toString(exact.version())
                : partOf(target);
    }

    /** {@code apiVersion}, {@code kind}, {@code metadata} and {@code spec}. */
    Map<String, Object> resource(String apiVersion, String kind, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        namespace.ifPresent(text -> metadata.put("namespace", text));
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", apiVersion);
        resource.put("kind", kind);
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return resource;
    }
}
