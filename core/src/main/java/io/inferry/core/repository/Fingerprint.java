package io.inferry.core.repository;

/**
 * What the files of a version look like from outside; equal for as long as nobody writes to them.
 *
 * @param files their number
 * @param bytes their sizes' sum
 * @param digest over each file's relative path, size and time of last change
 */
public record Fingerprint(long files, long bytes, long digest) {
    /** No file at all. */
    static final Fingerprint NONE = new Fingerprint(0, 0, 0);

    /** With one file more; the order of files does not matter, since listings have none. */
    Fingerprint with(String path, long size, long changedNanos) {
        long one = mix(mix(mix(path.hashCode()) + size) + changedNanos);
        return new Fingerprint(files + 1, bytes + size, digest + one);
    }

    /** The finalizer of SplitMix64: a change of one bit of the input changes half of the output. */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
