package io.inferry.experiment.store.journal;

import java.nio.file.Path;

/**
 * What could not be read back. The file is kept whole under a name that ends in {@code .damaged}
 * before anything is cut from it.
 *
 * @param file where it was found
 * @param offset first byte that is wrong
 * @param bytes how many bytes were passed over; 0 when records are missing and no byte is wrong
 * @param what what is wrong, in words
 */
public record Damage(Path file, long offset, long bytes, String what) {
    @Override
    public String toString() {
        return file + " at byte " + offset + ": " + what + ", " + bytes + " bytes passed over";
    }
}
