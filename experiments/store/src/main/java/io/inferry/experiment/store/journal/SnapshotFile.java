package io.inferry.experiment.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bytes of a snapshot, all numbers big-endian: magic (8), last sequence that it covers (8),
 * length (4), CRC-32C of the payload (4), CRC-32C of these 24 bytes (4), payload. The file ends
 * with the payload.
 */
final class SnapshotFile {
    private static final long MAGIC = 0x494E4652534E5031L; // INFRSNP1
    private static final int CHECKED_BYTES = 24;
    private static final int HEADER_BYTES = 28;

    private SnapshotFile() {}

    static void write(Folder folder, long last, byte[] snapshot) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putLong(last).putInt(snapshot.length);
        header.putInt(SegmentFormat.checksum(snapshot, 0, snapshot.length));
        header.putInt(SegmentFormat.checksum(header.array(), 0, CHECKED_BYTES));
        folder.replace(folder.snapshot(last), header.array(), snapshot);
    }

    /** The snapshot's payload; empty when a byte is not what was written. */
    static Optional<byte[]> read(Path file, long last) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        boolean ours = header.getLong() == MAGIC && header.getLong() == last;
        int length = header.getInt();
        int check = header.getInt();
        boolean whole =
                header.getInt() == SegmentFormat.checksum(bytes, 0, CHECKED_BYTES)
                        && length == bytes.length - HEADER_BYTES;
        if (!ours || !whole || check != SegmentFormat.checksum(bytes, HEADER_BYTES, length)) {
            return Optional.empty();
        }
        byte[] snapshot = new byte[length];
        header.get(snapshot);
        return Optional.of(snapshot);
    }
}
