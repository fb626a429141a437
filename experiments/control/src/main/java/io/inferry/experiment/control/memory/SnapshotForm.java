package io.inferry.experiment.control.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A journal's snapshot: the newest record of every experiment, in JSON. A class of its own so that
 * a server without experiments starts without loading Jackson.
 */
final class SnapshotForm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPERIMENTS = "experiments";

    private SnapshotForm() {}

    static byte[] write(Collection<byte[]> records) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode experiments = all.putArray(EXPERIMENTS);
        records.forEach(experiments::add);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Tells each record of a snapshot.
     *
     * @throws IOException when it is none, or from a record on that cannot be read
     */
    static void read(byte[] snapshot, Consumer<byte[]> record) throws IOException {
        for (JsonNode each : JSON.readTree(snapshot).path(EXPERIMENTS)) {
            record.accept(each.binaryValue());
        }
    }
}
