package io.inferry.experiment.store.journal;

import java.nio.file.Path;

/**
 * Where a journal lies and how it writes.
 *
 * @param directory made when missing; belongs to one journal at a time
 * @param fsync when records are forced to the disk
 * @param segmentBytesMax size at which a segment file ends and the next begins; a record with its
 *     header has to fit into one
 */
public record JournalSettings(Path directory, FsyncPolicy fsync, int segmentBytesMax) {
    /** Segment size unless told otherwise. */
    public static final int SEGMENT_BYTES_DEFAULT = 8 << 20;

    /** The smallest segment that makes sense. */
    public static final int SEGMENT_BYTES_MIN = 128;

    /** The largest: a segment is read whole when the journal opens. */
    public static final int SEGMENT_BYTES_LIMIT = 256 << 20;

    public JournalSettings {
        if (segmentBytesMax < SEGMENT_BYTES_MIN || segmentBytesMax > SEGMENT_BYTES_LIMIT) {
            throw new IllegalArgumentException(
                    "segmentBytesMax must be in "
                            + SEGMENT_BYTES_MIN
                            + " to "
                            + SEGMENT_BYTES_LIMIT
                            + ", was "
                            + segmentBytesMax);
        }
    }

    /** The careful choice: every record forced before it is acknowledged. */
    public static JournalSettings of(Path directory) {
        return new JournalSettings(directory, FsyncPolicy.ALWAYS, SEGMENT_BYTES_DEFAULT);
    }

    /** The longest payload that one record can hold. */
    public int payloadBytesMax() {
        return segmentBytesMax - SegmentFormat.HEADER_BYTES - SegmentFormat.RECORD_BYTES;
    }
}
