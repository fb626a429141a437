package io.inferry.experiment.store.shared;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;

/** What the tables can hold, checked before anything is sent. */
final class Limits {
    private Limits() {}

    static void checkName(String what, String name) {
        if (name.isEmpty()
                || name.length() > DatabaseSettings.NAME_CHARS_MAX
                || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    what
                            + " must have 1 to "
                            + DatabaseSettings.NAME_CHARS_MAX
                            + " characters and no zero character, had "
                            + name.length());
        }
    }

    static void checkPayload(String what, byte[] payload) {
        if (payload.length > DatabaseSettings.PAYLOAD_BYTES_MAX) {
            throw new StoreException(
                    Reason.TOO_LARGE,
                    what
                            + " has "
                            + payload.length
                            + " bytes, at most "
                            + DatabaseSettings.PAYLOAD_BYTES_MAX);
        }
    }

    static void checkCount(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be above 0, was " + count);
        }
    }
}
