package io.inferry.engine.onnx.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file read through one small window, so that a model of many gigabytes costs no memory and its
 * weights are stepped over, not read. Not a memory map: a mapped file that shrinks while it is read
 * takes the process down.
 */
final class FileBytes implements AutoCloseable {
    private static final int WINDOW_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private final long size;
    private long windowStart;

    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    long size() {
        return size;
    }

    int at(long position) throws IOException {
        long index = position - windowStart;
        if (index < 0 || index >= window.limit()) {
            fill(position);
            index = 0;
        }
        return window.get((int) index) & 0xff;
    }

    String text(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new ModelFileException("it ends at byte " + channel.size());
            }
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    private void fill(long position) throws IOException {
        window.clear();
        int count = channel.read(window, position);
        if (count <= 0) {
            window.limit(0);
            throw new ModelFileException("it ends at byte " + position);
        }
        window.flip();
        windowStart = position;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
