package dev.bpflab.grade;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of which no more is read than so many bytes; whoever sends more is told of, and reading fails. What else a stream
 * can do comes down to reading: a pipe cannot be sought in, as files are.
 */
final class BoundedInput extends InputStream {
    private final InputStream from;
    private final Runnable flooded;
    private long left;

    BoundedInput(InputStream from, long most, Runnable flooded) {
        this.from = from;
        this.left = most;
        this.flooded = flooded;
    }

    @Override
    public int read() throws IOException {
        int read = from.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = from.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public int available() throws IOException {
        return from.available();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            flooded.run();
            throw new IOException("read from an isolated process: it wrote more than it may");
        }
    }
}
