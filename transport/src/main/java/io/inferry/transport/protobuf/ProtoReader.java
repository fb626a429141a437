package io.inferry.transport.protobuf;

import io.inferry.api.ServingException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads one message's fields in the order they came (protobuf's encoding guide), out of the pieces
 * that the socket delivered. Every read throws INVALID_ARGUMENT when the bytes are no such thing.
 * Valid as long as the pieces are; belongs to one thread.
 */
public final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    /** Inside a packed list, where elements have no tags. */
    private static final int UNTAGGED = -1;

    private static final int VARINT_BITS_MAX = 64;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final List<ByteBuffer> pieces;
    private final long end;
    private ByteBuffer piece = NOTHING;
    private long pieceStart;
    private int nextPiece;
    private int field;
    private int wireType;

    private ProtoReader(List<ByteBuffer> pieces, long end) {
        this.pieces = pieces;
        this.end = end;
    }

    /** A reader of a whole message. */
    public static ProtoReader of(List<ByteBuffer> pieces, int length) {
        return new ProtoReader(pieces, length);
    }

    /** A reader of no bytes. */
    public static ProtoReader empty() {
        return new ProtoReader(List.of(), 0);
    }

    /** Goes to the next field; false at the message's end. */
    public boolean next() {
        if (position() == end) {
            return false;
        }
        long tag = rawVarint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw malformed("a tag is " + Long.toUnsignedString(tag));
        }
        return true;
    }

    /** The number of the field at hand. */
    public int field() {
        return field;
    }

    /** Whether the field at hand has a length: a text, a message, or a list in one piece. */
    public boolean hasLength() {
        return wireType == LENGTH_DELIMITED;
    }

    /** Bytes from the start of the outermost message. */
    public long position() {
        return pieceStart + piece.position();
    }

    /** Bytes left in this message. */
    public long remaining() {
        return end - position();
    }

    /** Enters a list in one piece, whose elements are read until the position returned. */
    public long beginPacked() {
        int length = length();
        wireType = UNTAGGED;
        return position() + length;
    }

    /** The number at hand, as 64 bits: negative ones are sent with all of them. */
    public long varint() {
        expect(VARINT);
        return rawVarint();
    }

    /** The four bytes at hand. */
    public int fixed32() {
        expect(FIXED32);
        require(Integer.BYTES);
        if (piece.remaining() >= Integer.BYTES) {
            return piece.getInt();
        }
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (oneByte() & 0xFF) << shift;
        }
        return value;
    }

    /** The eight bytes at hand. */
    public long fixed64() {
        expect(FIXED64);
        require(Long.BYTES);
        if (piece.remaining() >= Long.BYTES) {
            return piece.getLong();
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (oneByte() & 0xFFL) << shift;
        }
        return value;
    }

    /** The length of a text, a message or a list; its bytes come next. */
    public int length() {
        expect(LENGTH_DELIMITED);
        long length = rawVarint();
        if (length < 0 || length > remaining()) {
            throw malformed(
                    "field "
                            + field
                            + " claims "
                            + Long.toUnsignedString(length)
                            + " bytes, there are "
                            + remaining());
        }
        return (int) length;
    }

    /** A copy of the bytes at hand. */
    public byte[] bytes() {
        return nextBytes(length());
    }

    /** The text at hand. */
    public String string() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The next bytes, whatever they are part of. */
    public byte[] nextBytes(int count) {
        require(count);
        byte[] bytes = new byte[count];
        copyTo(MemorySegment.ofArray(bytes));
        return bytes;
    }

    /** The next varint, which has no tag: in bytes that are no message. */
    public long nextVarint() {
        return rawVarint();
    }

    /** A reader of the message at hand, usable after this one has gone on. */
    public ProtoReader message() {
        int length = length();
        ProtoReader message = copy(position() + length);
        skipTo(position() + length);
        return message;
    }

    /** A second reader from here to this message's end. */
    public ProtoReader again() {
        return copy(end);
    }

    private ProtoReader copy(long copyEnd) {
        ProtoReader copy = new ProtoReader(pieces, copyEnd);
        copy.piece = piece.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        copy.pieceStart = pieceStart;
        copy.nextPiece = nextPiece;
        return copy;
    }

    /** Fills the target with the next bytes. */
    public void copyTo(MemorySegment target) {
        require(target.byteSize());
        long filled = 0;
        while (filled < target.byteSize()) {
            toPieceWithBytes();
            int count = (int) Math.min(piece.remaining(), target.byteSize() - filled);
            MemorySegment from = MemorySegment.ofBuffer(piece);
            MemorySegment.copy(from, 0, target, filled, count);
            piece.position(piece.position() + count);
            filled += count;
        }
    }

    /** Goes past the field at hand, whatever it is. */
    public void skip() {
        switch (wireType) {
            case VARINT -> rawVarint();
            case FIXED64 -> skipTo(position() + Long.BYTES);
            case LENGTH_DELIMITED -> {
                int length = length();
                skipTo(position() + length);
            }
            case FIXED32 -> skipTo(position() + Integer.BYTES);
            default -> throw malformed("field " + field + " has wire type " + wireType);
        }
    }

    /** Goes forward to a position in this message. */
    public void skipTo(long position) {
        require(position - position());
        while (position() < position) {
            toPieceWithBytes();
            long count = Math.min(piece.remaining(), position - position());
            piece.position(piece.position() + (int) count);
        }
    }

    private long rawVarint() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS_MAX; shift += 7) {
            require(1);
            byte next = oneByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a varint in field " + field + " never ends");
    }

    private byte oneByte() {
        toPieceWithBytes();
        return piece.get();
    }

    private void toPieceWithBytes() {
        while (!piece.hasRemaining()) {
            if (nextPiece == pieces.size()) {
                throw malformed("it ends early");
            }
            pieceStart += piece.limit();
            // A piece of its own that begins at 0, so that positions can be added up.
            piece = pieces.get(nextPiece++).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private void require(long count) {
        if (count > remaining()) {
            throw malformed("field " + field + " ends early");
        }
    }

    private void expect(int wanted) {
        if (wireType != wanted && (wireType != UNTAGGED || wanted == LENGTH_DELIMITED)) {
            throw malformed("field " + field + " has wire type " + wireType + ", not " + wanted);
        }
    }

    private static ServingException malformed(String what) {
        return ServingException.invalidArgument("the message is no protobuf of its type: " + what);
    }
}
