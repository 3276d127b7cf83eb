package dev.bpflab.repl;

import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the screen; while a line is being typed, above it. There, what comes is collected for a moment, so that whoever
 * prints without end neither keeps the keys from being heard nor fills the memory: it waits.
 */
final class AbovePrompt extends OutputStream {
    private static final int MOST_BYTES = 16 << 10;
    private static final long MOMENT_MILLIS = 30;

    private final PrintStream screen;
    private final Charset charset;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private volatile @Nullable LineEditor editor;
    private volatile Runnable closed = () -> {};

    AbovePrompt(PrintStream screen, Charset charset) {
        this.screen = screen;
        this.charset = charset;
    }

    synchronized void attach(@Nullable LineEditor reading) {
        editor = reading;
        notifyAll();
        if (reading != null) {
            // Here, not by the first who prints: it would belong to the threads of snippets, and be stopped with them.
            Thread printer = new Thread(this::print, "printer");
            printer.setDaemon(true);
            printer.start();
        }
    }

    /** Says what to do when nobody reads any more what is written. */
    void onClosed(Runnable action) {
        closed = action;
    }

    @Override
    public void write(int b) throws InterruptedIOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws InterruptedIOException {
        if (!isTyping()) {
            synchronized (this) {
                drain(pending.size());
            }
            screen.write(bytes, from, length);
            if (screen.checkError()) {
                closed.run();
            }
            return;
        }
        synchronized (this) {
            while (pending.size() > 0 && pending.size() + length > MOST_BYTES && isTyping()) {
                await(0);
            }
            pending.write(bytes, from, length);
            notifyAll();
        }
    }

    @Override
    public void flush() {
        screen.flush();
    }

    private boolean isTyping() {
        LineEditor reading = editor;
        return reading != null && reading.isReading();
    }

    @SuppressWarnings("WaitNotInLoop") // the callers' loops look again
    private void await(long millis) throws InterruptedIOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void print() {
        try {
            while (editor != null) {
                String text;
                synchronized (this) {
                    while (pending.size() == 0 && editor != null) {
                        await(0);
                    }
                    await(MOMENT_MILLIS);
                    text = pending.toString(charset);
                    pending.reset();
                    notifyAll();
                }
                LineEditor reading = editor;
                if (!text.isEmpty() && reading != null && reading.isReading()) {
                    reading.printAbove(text);
                } else {
                    screen.print(text);
                    screen.flush();
                }
            }
        } catch (InterruptedIOException stopped) {
            return;
        }
    }

    private void drain(int size) {
        if (size > 0) {
            screen.print(pending.toString(charset));
            pending.reset();
            notifyAll();
        }
    }
}
