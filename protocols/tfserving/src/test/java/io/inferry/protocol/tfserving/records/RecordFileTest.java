package io.inferry.protocol.tfserving.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden file was written by TensorBoard 2.21's own record writer. */
class RecordFileTest {
    @TempDir Path directory;

    private byte[] golden = {};

    @BeforeEach
    void read() throws IOException {
        try (InputStream file =
                RecordFileTest.class.getResourceAsStream("/records/three_records.tfrecord")) {
            golden = file.readAllBytes();
        }
    }

    private static byte[] hello() {
        return "hello".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private List<byte[]> records(byte[] bytes) throws IOException {
        return RecordFile.read(Files.write(directory.resolve("records"), bytes));
    }

    @Test
    void recordsOfTensorFlowsWriterAreRead() throws IOException {
        assertThat(records(golden)).containsExactly(hello(), new byte[0], allBytes());
    }

    @Test
    void recordsAreWrittenByteForByteTheSame() {
        ByteBuffer written = ByteBuffer.allocate(golden.length);
        for (byte[] record : List.of(hello(), new byte[0], allBytes())) {
            written.put(RecordFrame.around(record));
        }
        assertThat(written.array()).isEqualTo(golden);
    }

    @Test
    void everyFlippedBitAndEveryCutIsNoticed() {
        for (int i = 0; i < golden.length; i++) {
            byte[] flipped = golden.clone();
            flipped[i] ^= 4;
            assertThatExceptionOfType(BrokenRecordsException.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> records(flipped));
        }
        List<Integer> wholeRecords = List.of(0, 21, 37);
        for (int i = 0; i < golden.length; i++) {
            byte[] cut = Arrays.copyOf(golden, i);
            if (!wholeRecords.contains(i)) {
                assertThatExceptionOfType(BrokenRecordsException.class)
                        .as("cut at %d", i)
                        .isThrownBy(() -> records(cut))
                        .withMessageStartingWith("truncated record at ");
            }
        }
    }

    @Test
    void aLengthThatTheFileDoesNotHaveIsNotAllocated() {
        ByteBuffer header = ByteBuffer.allocate(RecordFrame.HEADER_BYTES);
        header.order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(1L << 40);
        header.putInt(RecordFrame.maskedCrc(header.slice(0, Long.BYTES)));
        assertThatExceptionOfType(BrokenRecordsException.class)
                .isThrownBy(() -> records(header.array()))
                .withMessage("truncated record at 0");
    }
}
