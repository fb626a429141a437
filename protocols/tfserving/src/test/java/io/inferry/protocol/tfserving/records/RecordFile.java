package io.inferry.protocol.tfserving.records;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole record files, for tests. */
public final class RecordFile {
    private RecordFile() {}

    /** Writes a file of these records. */
    public static void write(Path file, List<byte[]> records) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (byte[] record : records) {
                channel.write(RecordFrame.around(record));
            }
        }
    }

    /** All records of a file. */
    public static List<byte[]> read(Path file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file)) {
            Optional<byte[]> record = reader.next();
            while (record.isPresent()) {
                records.add(record.get());
                record = reader.next();
            }
        }
        return records;
    }
}
