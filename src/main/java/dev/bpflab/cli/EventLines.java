package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines of JSON on a stream, each whole, by whichever thread they come. What snippets print becomes events too, line by
 * line, before any other event.
 */
final class EventLines {
    /** What is printed without an end of line is told of in pieces of this many bytes. */
    private static final int LONGEST_LINE = 8 << 10;

    /** How long the end waits for a reader that does not read. */
    private static final long PATIENCE_MILLIS = 500;

    private final PrintStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean ended;

    EventLines(PrintStream out) {
        this.out = out;
    }

    /** Returns a stream on which what is printed becomes events; it takes UTF-8. */
    PrintStream output() {
        return new PrintStream(new Printed(), false, StandardCharsets.UTF_8);
    }

    /** Writes an event. */
    void write(ObjectNode event) {
        lock.lock();
        try {
            tellPrinted();
            line(event);
        } finally {
            lock.unlock();
        }
    }

    /** Writes the last event, unless there was one; nothing comes after it. */
    void end(ObjectNode event) {
        boolean mine = false;
        try {
            mine = lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (mine) {
                tellPrinted();
                line(event);
                ended = true;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
    }

    private void line(ObjectNode event) {
        if (!ended) {
            // With the line's end in one, and the same on every system.
            out.print(Json.line(event) + "\n");
            out.flush();
        }
    }

    private void tellPrinted() {
        if (printed.size() > 0) {
            line(Json.object().put("event", "output").put("text", printed.toString(StandardCharsets.UTF_8)));
            printed.reset();
        }
    }

    private final class Printed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            lock.lock();
            try {
                for (int i = from; i < from + length; i++) {
                    boolean begins = (bytes[i] & 0xC0) != 0x80;
                    if (begins && printed.size() >= LONGEST_LINE) {
                        tellPrinted();
                    }
                    printed.write(bytes[i]);
                    if (bytes[i] == '\n') {
                        tellPrinted();
                    }
                }
                if (out.checkError()) {
                    throw new IOException("nobody reads the events any more");
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
