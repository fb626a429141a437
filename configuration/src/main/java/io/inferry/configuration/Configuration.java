package io.inferry.configuration;

import io.inferry.api.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server's settings, and where each came from: flags over the environment over the file. */
public final class Configuration {
    private final ServerSettings settings;
    private final Values values;
    private final List<String> ignored;

    private Configuration(ServerSettings settings, Values values, List<String> ignored) {
        this.settings = settings;
        this.values = values;
        this.ignored = ignored;
    }

    /**
     * Reads all sources.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that names every problem of every
     *     source
     */
    public static Configuration read(Sources sources) {
        var problems = new Problems();
        var table = ServerKeys.table();
        var environment = new Environment(table, sources.environment());
        Node.Mapping tree = laid(nothing(), sources.standards());
        if (sources.file().isPresent()) {
            tree = tree.under(YamlFile.read(sources.file().get(), problems));
        }
        for (Environment.Variable variable : environment.found()) {
            tree = tree.under(nested(variable.path(), variable.node()));
        }
        tree = laid(tree, sources.flags());
        var values = new Values(table, tree, problems);
        var settings = new ServerBinding(values).settings();
        problems.throwIfAny("the configuration", ErrorCode.INVALID_ARGUMENT);
        return new Configuration(settings, values, environment.ignored());
    }

    private static Node.Mapping laid(Node.Mapping below, List<Assignment> flags) {
        Node.Mapping tree = below;
        for (Assignment flag : flags) {
            var node = new Node.Scalar(flag.value(), new Origin.Flag(flag.flag()));
            tree = tree.under(nested(KeyPath.parse(flag.key()), node));
        }
        return tree;
    }

    private static Node.Mapping nothing() {
        return new Node.Mapping(Map.of(), new Origin.Flag("none"));
    }

    private static Node.Mapping nested(KeyPath path, Node value) {
        Node inner = value;
        for (String segment : path.segments().reversed()) {
            var members = new LinkedHashMap<String, Node>();
            members.put(segment, inner);
            inner = new Node.Mapping(members, value.origin());
        }
        return (Node.Mapping) inner;
    }

    /** What holds. */
    public ServerSettings settings() {
        return settings;
    }

    /** Variables that begin with {@code INFERRY_} and fit no key. */
    public List<String> ignoredVariables() {
        return ignored;
    }

    /**
     * The whole tree as YAML, each value with its origin; secrets are not shown.
     *
     * @param standardPorts the ports of listeners that exist, by name
     */
    public String effective(Map<String, Integer> standardPorts) {
        return new EffectivePage(values, standardPorts).render();
    }

    /** Where a key's value was written; empty where the standard holds. */
    Optional<Origin> origin(String key) {
        return values.origin(KeyPath.parse(key));
    }
}
