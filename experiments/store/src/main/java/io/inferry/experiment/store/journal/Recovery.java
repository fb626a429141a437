package io.inferry.experiment.store.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What opening a journal found.
 *
 * @param snapshotFound whether there was a snapshot that could be read
 * @param records how many records were replayed after it
 * @param tornTail the half-written end that was cut, if there was one
 * @param damages what could not be read, in the order of the journal
 * @param keptAside every file of this directory that was kept aside, now or earlier
 */
public record Recovery(
        boolean snapshotFound,
        long records,
        Optional<TornTail> tornTail,
        List<Damage> damages,
        List<Path> keptAside) {
    public Recovery {
        damages = List.copyOf(damages);
        keptAside = List.copyOf(keptAside);
    }

    /**
     * The end of the last segment, written by a process that died while it wrote: no
     * acknowledgement was given for it.
     *
     * @param file the segment
     * @param offset where it was cut
     * @param bytes how many bytes were cut
     */
    public record TornTail(Path file, long offset, long bytes) {}
}
