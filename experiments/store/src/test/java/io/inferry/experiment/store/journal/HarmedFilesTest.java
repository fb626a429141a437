package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte cut, a bit flipped in every byte, whole files gone. */
class HarmedFilesTest {
    /** Bytes of a segment's header, and of a record that says "record n". */
    private static final int HEADER = 20;

    private static final int RECORD = 28;

    @TempDir private Path folder;
    private Path original;
    private int copies;

    /** Three segments with records 1 to 8, 9 to 16, and 17 to 20. */
    @BeforeEach
    void write() {
        original = folder.resolve("original");
        try (Journal journal = Journal.open(Seen.small(original), new Seen())) {
            for (int i = 1; i <= 20; i++) {
                journal.append(bytes(says(i)));
            }
        }
    }

    @Test
    void everyCutOfTheLastSegmentKeepsTheWholeRecordsBeforeIt() throws IOException {
        byte[] whole = Files.readAllBytes(original.resolve(segment(17)));
        assertThat(whole).hasSize(HEADER + 4 * RECORD);
        for (int length = 0; length <= whole.length; length++) {
            Path copy = copy();
            Files.write(copy.resolve(segment(17)), Arrays.copyOf(whole, length));

            Seen seen = new Seen();
            try (Journal journal = Journal.open(Seen.small(copy), seen)) {
                int left = Math.max(0, (length - HEADER) / RECORD);
                boolean torn = length < HEADER || (length - HEADER) % RECORD != 0;
                assertThat(seen.records).as("cut at %d", length).isEqualTo(records(1, 16 + left));
                assertThat(seen.damages).as("cut at %d", length).isEmpty();
                assertThat(journal.recovery().tornTail().isPresent())
                        .as("cut at %d", length)
                        .isEqualTo(torn);
                assertThat(journal.append(bytes("after"))).isEqualTo(17 + left);
            }
            assertThat(Seen.in(Seen.small(copy)).records.lastEntry().getValue()).isEqualTo("after");
        }
    }

    @Test
    void aTailOfZerosIsCut() throws IOException {
        Path copy = copy();
        byte[] whole = Files.readAllBytes(copy.resolve(segment(17)));
        Files.write(copy.resolve(segment(17)), Arrays.copyOf(whole, whole.length + 100));
        Seen seen = new Seen();
        try (Journal journal = Journal.open(Seen.small(copy), seen)) {
            assertThat(journal.recovery().tornTail().orElseThrow())
                    .isEqualTo(new Recovery.TornTail(copy.resolve(segment(17)), whole.length, 100));
        }
        assertThat(seen.records).isEqualTo(records(1, 20));
    }

    @Test
    void aFlippedBitInAnyByteOfASegmentIsToldAndCostsAtMostOneRecord() throws IOException {
        for (long first : List.of(9L, 17L)) {
            byte[] whole = Files.readAllBytes(original.resolve(segment(first)));
            for (int at = 0; at < whole.length; at++) {
                Path copy = copy();
                Files.write(copy.resolve(segment(first)), flipped(whole, at));
                checkOneFlip(copy, first, at);
            }
        }
    }

    private void checkOneFlip(Path copy, long first, int at) throws IOException {
        Path harmed = copy.resolve(segment(first));
        byte[] bytes = Files.readAllBytes(harmed);
        NavigableMap<Long, String> expected = records(1, 20);
        int offset = at < HEADER ? 0 : at - (at - HEADER) % RECORD;
        if (at >= HEADER) {
            expected.remove(first + (at - HEADER) / RECORD);
        }
        Seen seen = new Seen();
        long next;
        try (Journal journal = Journal.open(Seen.small(copy), seen)) {
            assertThat(seen.records).as("byte %d", at).isEqualTo(expected);
            assertThat(seen.damages).as("byte %d", at).hasSize(1);
            assertThat(seen.damages.getFirst().file()).isEqualTo(harmed);
            assertThat(seen.damages.getFirst().offset()).as("byte %d", at).isEqualTo(offset);
            assertThat(journal.recovery().tornTail()).as("byte %d", at).isEmpty();
            Path aside = copy.resolve(segment(first) + ".damaged");
            assertThat(journal.recovery().keptAside()).containsExactly(aside);
            assertThat(Files.readAllBytes(aside)).isEqualTo(bytes);
            next = journal.append(bytes("after"));
        }
        expected.put(next, "after");
        Seen again = Seen.in(Seen.small(copy));
        assertThat(again.records).as("byte %d", at).isEqualTo(expected);
        assertThat(again.damages).allMatch(damage -> damage.what().contains("missing before this"));
    }

    @Test
    void aFlippedBitInAnyByteOfTheSnapshotIsToldAndLaterRecordsComeBack() throws IOException {
        Path start = copy();
        try (Journal journal = Journal.open(Seen.small(start), new Seen())) {
            journal.checkpoint(bytes("twenty"));
            journal.append(bytes(says(21)));
        }
        original = start;
        byte[] whole = Files.readAllBytes(start.resolve("00000000000000000020.snapshot"));
        for (int at = 0; at < whole.length; at++) {
            Path copy = copy();
            byte[] flipped = flipped(whole, at);
            Path snapshot = copy.resolve("00000000000000000020.snapshot");
            Files.write(snapshot, flipped);

            Seen seen = Seen.in(Seen.small(copy));

            assertThat(seen.snapshot).isNull();
            assertThat(seen.records).isEqualTo(records(21, 21));
            assertThat(seen.damages)
                    .containsExactly(
                            new Damage(
                                    snapshot, 0, whole.length, "the snapshot fails its checksum"));
            assertThat(Files.readAllBytes(copy.resolve(snapshot.getFileName() + ".damaged")))
                    .isEqualTo(flipped);
            assertThat(Seen.in(Seen.small(copy)).damages)
                    .singleElement()
                    .extracting(Damage::what)
                    .isEqualTo("records 1 to 20 are missing before this");
        }
    }

    @Test
    void aSnapshotThatCannotBeReadAndNothingElseGivesNoNumberTwice() throws IOException {
        Path copy = copy();
        try (Journal journal = Journal.open(Seen.small(copy), new Seen())) {
            journal.checkpoint(bytes("twenty"));
        }
        Files.write(copy.resolve("00000000000000000020.snapshot"), bytes("rubbish"));
        try (Journal journal = Journal.open(Seen.small(copy), new Seen())) {
            assertThat(journal.append(bytes("next"))).isEqualTo(21);
            assertThat(journal.recovery().keptAside()).hasSize(1);
        }
    }

    @Test
    void aMissingSegmentIsTold() throws IOException {
        Path copy = copy();
        Files.delete(copy.resolve(segment(9)));
        Seen seen = Seen.in(Seen.small(copy));
        NavigableMap<Long, String> expected = records(1, 8);
        expected.putAll(records(17, 20));
        assertThat(seen.records).isEqualTo(expected);
        assertThat(seen.damages)
                .containsExactly(
                        new Damage(
                                copy.resolve(segment(17)),
                                HEADER,
                                0,
                                "records 9 to 16 are missing before this"));
    }

    @Test
    void recordsThatAreThereTwiceAreReplayedOnceAndTold() throws IOException {
        Path copy = copy();
        byte[] twice = Files.readAllBytes(copy.resolve(segment(1)));
        byte[] header = SegmentFormat.header(10);
        System.arraycopy(header, 0, twice, 0, HEADER);
        byte[] tenth = SegmentFormat.record(10, bytes(says(10)));
        System.arraycopy(tenth, 0, twice, HEADER, RECORD);
        Files.write(copy.resolve(segment(10)), Arrays.copyOf(twice, HEADER + RECORD));
        Seen seen = Seen.in(Seen.small(copy));
        assertThat(seen.records).isEqualTo(records(1, 20));
        assertThat(seen.damages)
                .containsExactly(
                        new Damage(
                                copy.resolve(segment(10)), HEADER, 0, "record 10 is here again"));
    }

    @Test
    void aSegmentInTheMiddleThatWasCutIsDamageAndNoTail() throws IOException {
        Path copy = copy();
        byte[] whole = Files.readAllBytes(copy.resolve(segment(9)));
        Files.write(copy.resolve(segment(9)), Arrays.copyOf(whole, HEADER + RECORD + 5));
        Seen seen = new Seen();
        try (Journal journal = Journal.open(Seen.small(copy), seen)) {
            assertThat(journal.recovery().tornTail()).isEmpty();
            assertThat(journal.recovery().keptAside()).hasSize(1);
        }
        assertThat(seen.damages)
                .singleElement()
                .hasToString(
                        copy.resolve(segment(9))
                                + " at byte 48: the segment ends within the header of a record,"
                                + " 5 bytes passed over");
        assertThat(seen.records).hasSize(9 + 4);
    }

    @Test
    void aStrangersFileIsKeptAsideAndTheSameOneOnlyOnce() throws IOException {
        Path copy = copy();
        byte[] strange = bytes("this is no segment, however long it is looked at");
        for (int i = 0; i < 2; i++) {
            Files.write(copy.resolve(segment(9)), strange);
            assertThat(Seen.in(Seen.small(copy)).damages).isNotEmpty();
        }
        Files.write(copy.resolve(segment(9)), bytes("something else, but no segment either"));
        try (Journal journal = Journal.open(Seen.small(copy), new Seen())) {
            assertThat(journal.recovery().keptAside())
                    .containsExactly(
                            copy.resolve(segment(9) + ".damaged"),
                            copy.resolve(segment(9) + ".damaged-2"));
        }
    }

    /** Another bit in each byte, so that all eight have their turn. */
    private static byte[] flipped(byte[] whole, int at) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << (at % 8));
        return flipped;
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy-" + copies++));
        for (Path file : new Folder(original).segments().values()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        for (Path file : new Folder(original).snapshots().values()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static NavigableMap<Long, String> records(int first, int last) {
        NavigableMap<Long, String> records = new TreeMap<>();
        IntStream.rangeClosed(first, last).forEach(i -> records.put((long) i, says(i)));
        return records;
    }

    private static String says(int number) {
        return String.format("rec %04d", number);
    }

    private static String segment(long first) {
        return String.format("%020d.segment", first);
    }

    @Test
    void theFixtureIsWhatTheOffsetsSay() throws IOException {
        Map<Long, Path> segments = new Folder(original).segments();
        assertThat(segments.keySet()).containsExactly(1L, 9L, 17L);
        assertThat(Files.size(segments.get(9L))).isEqualTo(HEADER + 8 * RECORD);
    }
}
