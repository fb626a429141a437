package io.inferry.protocol.tfserving.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a TFRecord file from its beginning. Belongs to one thread. */
public final class RecordReader implements AutoCloseable {
    private final FileChannel channel;
    private final long size;
    private long position;

    private RecordReader(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /** Opens a file. */
    public static RecordReader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new RecordReader(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The next record, whose length is believed only as far as the file goes.
     *
     * @return empty at the end of the file
     * @throws BrokenRecordsException when what follows is no record
     */
    public Optional<byte[]> next() throws IOException {
        if (position == size) {
            return Optional.empty();
        }
        long start = position;
        ByteBuffer header = read(RecordFrame.HEADER_BYTES, start);
        long length = header.getLong();
        if (header.getInt() != RecordFrame.maskedCrc(header.slice(0, Long.BYTES))) {
            throw new BrokenRecordsException("corrupted", start);
        }
        if (length < 0 || length > size - position - RecordFrame.FOOTER_BYTES) {
            throw new BrokenRecordsException("truncated", start);
        }
        if (length > Integer.MAX_VALUE - RecordFrame.FOOTER_BYTES) {
            throw new BrokenRecordsException("too large a", start);
        }
        ByteBuffer body = read((int) length + RecordFrame.FOOTER_BYTES, start);
        byte[] record = new byte[(int) length];
        body.get(record);
        if (body.getInt() != RecordFrame.maskedCrc(ByteBuffer.wrap(record))) {
            throw new BrokenRecordsException("corrupted", start);
        }
        return Optional.of(record);
    }

    private ByteBuffer read(int count, long recordStart) throws IOException {
        if (count > size - position) {
            throw new BrokenRecordsException("truncated", recordStart);
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new BrokenRecordsException("truncated", recordStart);
            }
        }
        position += count;
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
