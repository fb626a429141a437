package io.inferry.experiment.control.bandit;

import io.inferry.api.ServingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a bandit learnt, as bytes: version and kind, then the learner's own. Numbers are big-endian,
 * as {@link java.io.DataOutput} writes them.
 */
final class BanditState {
    private static final byte VERSION = 1;

    private BanditState() {}

    static byte[] write(Learner learner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 + learner.stateBytes());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(learner.kind());
            learner.write(out);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Adds what was written to what a learner knows.
     *
     * @throws ServingException FAILED_PRECONDITION when it was written by another version, for
     *     another kind, or for other arms or features
     */
    static void read(byte[] state, Learner learner) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            expect("length", 2 + learner.stateBytes(), state.length);
            expect("version", VERSION, in.readByte());
            expect("kind", learner.kind(), in.readByte());
            learner.add(in);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        } catch (IllegalArgumentException unlearnt) {
            throw refused(String.valueOf(unlearnt.getMessage()));
        }
    }

    private static void expect(String what, int expected, int actual) {
        if (expected != actual) {
            throw refused("its %s is %d, expected %d".formatted(what, actual, expected));
        }
    }

    private static ServingException refused(String why) {
        return ServingException.failedPrecondition(
                "what the bandit learnt before cannot be used: " + why);
    }
}
