package dev.bpflab.grade;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which no more is read than so many bytes; whoever sends more is told of, and reading fails. */
final class BoundedInput extends FilterInputStream {
    private final Runnable flooded;
    private long left;

    BoundedInput(InputStream from, long most, Runnable flooded) {
        super(from);
        this.left = most;
        this.flooded = flooded;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            flooded.run();
            throw new IOException("read from an isolated process: it wrote more than it may");
        }
    }
}
