package io.inferry.experiment.control.memory;

import io.inferry.api.ServingException;
import io.inferry.experiment.evidence.EvidenceSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one server saw of an experiment, as it lies in the database: a text, a count, and for each
 * stretch its length and its bytes.
 *
 * @param server what the ids of its requests begin with; empty until it had one
 */
record Envelope(String server, List<EvidenceSummary> stretches) {
    Envelope {
        stretches = List.copyOf(stretches);
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(server);
            out.writeInt(stretches.size());
            for (EvidenceSummary each : stretches) {
                byte[] one = each.toBytes();
                out.writeInt(one.length);
                out.write(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Envelope read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String server = in.readUTF();
            int count = in.readInt();
            List<EvidenceSummary> stretches = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    throw ServingException.invalidArgument(
                            "evidence of %d bytes says that %d follow"
                                    .formatted(bytes.length, length));
                }
                stretches.add(EvidenceSummary.fromBytes(in.readNBytes(length)));
            }
            return new Envelope(server, stretches);
        } catch (IOException e) {
            throw ServingException.invalidArgument("evidence of another server is cut short");
        }
    }
}
