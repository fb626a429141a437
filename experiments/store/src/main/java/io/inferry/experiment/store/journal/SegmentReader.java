package io.inferry.experiment.store.journal;

import io.inferry.experiment.store.journal.Recovery.TornTail;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one segment from its first byte to its last, over whatever cannot be read. */
final class SegmentReader {
    /** Is told what the segment holds, in order. */
    interface Sink {
        /**
         * A whole record.
         *
         * @param at its first byte
         */
        void record(long at, long sequence, byte[] payload);

        /** Bytes that are no record. */
        void damage(Damage damage);
    }

    private final Path file;
    private final byte[] bytes;
    private final long first;
    private final boolean last;

    private final List<int[]> good = new ArrayList<>();
    private long previous;
    private boolean damaged;
    private @Nullable TornTail tornTail;

    /**
     * @param first sequence that the name of the file tells
     * @param last whether no segment comes after it: only its end can be half-written
     */
    SegmentReader(Path file, byte[] bytes, long first, boolean last) {
        this.file = file;
        this.bytes = bytes;
        this.first = first;
        this.last = last;
        this.previous = first - 1;
    }

    void read(Sink sink) {
        int at = header(sink);
        while (at < bytes.length) {
            at = one(at, sink);
        }
    }

    Path file() {
        return file;
    }

    /** Whether bytes were passed over that are not a half-written end. */
    boolean isDamaged() {
        return damaged;
    }

    Optional<TornTail> tornTail() {
        return Optional.ofNullable(tornTail);
    }

    /** The segment without what could not be read. */
    byte[] repaired() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.writeBytes(SegmentFormat.header(first));
        for (int[] range : good) {
            out.write(bytes, range[0], range[1] - range[0]);
        }
        return out.toByteArray();
    }

    private int header(Sink sink) {
        if (bytes.length < SegmentFormat.HEADER_BYTES) {
            return incomplete(0, "the segment ends within its header", sink);
        }
        if (SegmentFormat.isHeader(bytes, first)) {
            return SegmentFormat.HEADER_BYTES;
        }
        if (isRecord(SegmentFormat.HEADER_BYTES)) {
            return passOver(
                    0, SegmentFormat.HEADER_BYTES, "no header of a segment from " + first, sink);
        }
        return passOver(0, next(1), "no header of a segment from " + first, sink);
    }

    /** Reads what lies here and says where to go on. */
    private int one(int at, Sink sink) {
        if (!isHeader(at)) {
            return unreadable(at, sink);
        }
        long sequence = SegmentFormat.sequence(bytes, at);
        if (!SegmentFormat.isWhole(bytes, at)) {
            return incomplete(at, "the segment ends within record " + sequence, sink);
        }
        int payload = at + SegmentFormat.RECORD_BYTES;
        int end = payload + SegmentFormat.length(bytes, at);
        previous = sequence;
        if (!SegmentFormat.isPayload(bytes, at)) {
            return passOver(at, end, "record " + sequence + " fails its checksum", sink);
        }
        keep(at, end);
        sink.record(at, sequence, Arrays.copyOfRange(bytes, payload, end));
        return end;
    }

    private int unreadable(int at, Sink sink) {
        if (bytes.length - at < SegmentFormat.RECORD_BYTES) {
            return incomplete(at, "the segment ends within the header of a record", sink);
        }
        int next = next(at + 1);
        if (next == bytes.length && isZero(at)) {
            // A power cut can leave a file longer than what reached it.
            return incomplete(at, "nothing but zeros", sink);
        }
        return passOver(at, next, "no record after " + previous + " begins here", sink);
    }

    private int incomplete(int at, String what, Sink sink) {
        if (!last) {
            return passOver(at, bytes.length, what, sink);
        }
        tornTail = new TornTail(file, at, bytes.length - at);
        return bytes.length;
    }

    private int passOver(int at, int end, String what, Sink sink) {
        damaged = true;
        sink.damage(new Damage(file, at, end - at, what));
        return end;
    }

    private void keep(int at, int end) {
        int[] range = good.isEmpty() ? null : good.getLast();
        if (range != null && range[1] == at) {
            range[1] = end;
            return;
        }
        good.add(new int[] {at, end});
    }

    /** Where the next record begins that can be read whole; the end when there is none. */
    private int next(int from) {
        for (int at = from; at <= bytes.length - SegmentFormat.RECORD_BYTES; at++) {
            if (isRecord(at)) {
                return at;
            }
        }
        return bytes.length;
    }

    private boolean isHeader(int at) {
        return SegmentFormat.isRecordHeader(bytes, at)
                && SegmentFormat.sequence(bytes, at) > previous;
    }

    private boolean isRecord(int at) {
        return isHeader(at)
                && SegmentFormat.isWhole(bytes, at)
                && SegmentFormat.isPayload(bytes, at);
    }

    private boolean isZero(int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
