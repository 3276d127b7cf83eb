package dev.bpflab.grade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end in a thread of its own, so that whoever writes to it never waits, and keeps its beginning. */
final class BoundedText {
    private static final int AT_ONCE = 8192;

    private final InputStream from;
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    BoundedText(InputStream from, int most, String threadName) {
        this.from = from;
        this.most = most;
        this.reader = new Thread(this::read, threadName);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] bytes = new byte[AT_ONCE];
        try {
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                synchronized (kept) {
                    kept.write(bytes, 0, Math.min(read, most - kept.size()));
                }
            }
        } catch (IOException closedOrTooMuch) {
            return;
        }
    }

    String text() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /** Waits until everything that was written has been read; nobody has the other end by now. */
    void finish() {
        try {
            reader.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
