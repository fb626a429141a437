package io.inferry.experiment.control.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.evidence.feedback.Feedback;
import io.inferry.experiment.evidence.feedback.Label;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.shared.Forwarded;
import io.inferry.experiment.store.shared.SharedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feedback that reached a server which did not give the answer: it goes to the one that did, which
 * the beginning of the id names. {@link #post} and {@link #serves} are for any thread, the rest for
 * the one that decides.
 */
public final class Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
    private static final int ID_MAX = 64;
    private static final int WAITING_MAX = 10_000;
    private static final int TAKEN_MAX = 1_000;
    private static final Duration AGE_MAX = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SharedStore store;
    private final ArrayBlockingQueue<Feedback> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<String, String> replicas = new ConcurrentHashMap<>();
    private volatile String server = "";

    Mail(SharedStore store) {
        this.store = store;
    }

    /** What ids of requests begin with, up to the dash. */
    private static String serverOf(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? "" : id.substring(0, dash);
    }

    /** This server gave an answer of this id. */
    public void serves(String id) {
        if (server.isEmpty()) {
            server = serverOf(id);
        }
    }

    String server() {
        return server;
    }

    void lives(String other, String replica) {
        if (!other.isEmpty()) {
            replicas.put(other, replica);
        }
    }

    /** Takes feedback along with the next look; false where no such server is known. */
    public boolean post(Feedback feedback) {
        return isId(feedback.id())
                && replicas.containsKey(serverOf(feedback.id()))
                && waiting.offer(feedback);
    }

    /** Ids of servers are short hexadecimal numbers and a dash; anything else is nobody's. */
    private static boolean isId(String id) {
        return id.length() <= ID_MAX
                && id.chars().allMatch(each -> each == '-' || Character.digit(each, 16) >= 0);
    }

    void send() {
        Map<String, List<Feedback>> byReplica = new HashMap<>();
        List<Feedback> now = new ArrayList<>();
        waiting.drainTo(now);
        for (Feedback each : now) {
            String to = replicas.get(serverOf(each.id()));
            if (to != null) {
                byReplica.computeIfAbsent(to, replica -> new ArrayList<>()).add(each);
            }
        }
        try {
            for (var left = byReplica.entrySet().iterator(); left.hasNext(); ) {
                var next = left.next();
                forward(next.getKey(), next.getValue());
                left.remove();
            }
        } catch (StoreException away) {
            byReplica.values().forEach(unsent -> unsent.forEach(waiting::offer));
            throw away;
        }
        if (!now.isEmpty()) {
            store.forgetForwarded(AGE_MAX);
        }
    }

    private void forward(String replica, List<Feedback> feedback) {
        List<Forwarded> all =
                feedback.stream().map(each -> new Forwarded(each.id(), write(each))).toList();
        if (!store.forward(replica, all)) {
            LOG.warn(
                    "feedback dropped, too much waits for that server replica={} count={}",
                    replica,
                    all.size());
        }
    }

    /** What others sent here. */
    public List<Feedback> receive() {
        return store.take(TAKEN_MAX).stream()
                .map(each -> read(each.payload()))
                .flatMap(Optional::stream)
                .toList();
    }

    static byte[] write(Feedback feedback) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", feedback.id());
        feedback.label()
                .ifPresent(label -> {
                    switch (label) {
                        case Label.Number number -> node.put("number", number.value());
                        case Label.Name name -> node.put("name", name.text());
                    }
                });
        feedback.reward().ifPresent(reward -> node.put("reward", reward));
        ObjectNode values = node.putObject("values");
        feedback.values().forEach(values::put);
        node.put("key", feedback.key());
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what another program left. */
    static Optional<Feedback> read(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            Map<String, Double> values = new HashMap<>();
            node.path("values")
                    .properties()
                    .forEach(each -> values.put(each.getKey(), each.getValue().asDouble()));
            Optional<Label> label =
                    node.has("number")
                            ? Optional.of(new Label.Number(node.path("number").asDouble()))
                            : Optional.ofNullable(node.get("name"))
                                    .map(name -> new Label.Name(name.asText()));
            return Optional.of(
                    new Feedback(
                            node.path("id").asText(),
                            label,
                            node.has("reward")
                                    ? OptionalDouble.of(node.path("reward").asDouble())
                                    : OptionalDouble.empty(),
                            values,
                            node.path("key").asText()));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}
