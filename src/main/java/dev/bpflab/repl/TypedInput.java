package dev.bpflab.repl;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What is typed while a snippet runs, line by line, each edited as at the prompt until Enter; Ctrl-D ends it. Whoever reads
 * it can be interrupted, unlike who reads a terminal itself.
 */
final class TypedInput extends InputStream {
    private static final long SLICE_MILLIS = 50;
    private static final int END = -1;

    /** What a terminal gives for Ctrl-D that was typed before anybody read key by key. */
    private static final String EARLY_CTRL_D = "\0";

    private volatile @Nullable LineEditor editor;
    private volatile Runnable ctrlC = () -> {};
    private volatile boolean handsOver;
    private @Nullable Thread reading;
    private ByteBuffer line = ByteBuffer.allocate(0);

    /**
     * Says who reads what is typed otherwise.
     *
     * @param onCtrlC is called when Ctrl-C is typed to a snippet that reads
     */
    void attach(@Nullable LineEditor prompt, Runnable onCtrlC) {
        ctrlC = onCtrlC;
        editor = prompt;
    }

    /** Lets the prompt read; a thread of a snippet that is at it waits until the prompt is done. */
    void handOver() {
        synchronized (this) {
            try {
                handsOver = reading != null;
                while (reading != null) {
                    reading.interrupt();
                    wait(SLICE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int read() throws IOException {
        while (!line.hasRemaining()) {
            LineEditor prompt = editor;
            if (prompt == null) {
                return END;
            }
            String text = prompt.isReading() || !begin() ? null : typed(prompt);
            if (text == null) {
                pause();
            } else if (text.isEmpty()) {
                return END;
            } else {
                line = prompt.getTerminal().encoding().encode(text);
            }
        }
        return line.get() & 0xff;
    }

    /** Gives what there is of a line: who reads a buffer full does not want to wait until it is. */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int first = length == 0 ? 0 : read();
        if (length == 0 || first == END) {
            return first;
        }
        bytes[from] = (byte) first;
        int more = Math.min(length - 1, line.remaining());
        line.get(bytes, from + 1, more);
        return more + 1;
    }

    @Override
    public int available() {
        return line.remaining();
    }

    /** Returns a line with its end, nothing at the end of all, or null when the prompt takes over. */
    private @Nullable String typed(LineEditor prompt) throws InterruptedIOException {
        try {
            return reader(prompt.getTerminal()).readLine() + "\n";
        } catch (EndOfFileException end) {
            return "";
        } catch (UserInterruptException stopped) {
            if (!handsOver) {
                ctrlC.run();
                throw new InterruptedIOException("interrupted");
            }
            Thread.interrupted();
            return null;
        } finally {
            synchronized (this) {
                reading = null;
                handsOver = false;
                notifyAll();
            }
        }
    }

    private static LineReader reader(Terminal terminal) {
        LineReader once = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        Widget end = () -> {
            if (once.getBuffer().length() == 0) {
                throw new EndOfFileException();
            }
            return true;
        };
        requireNonNull(once.getKeyMaps().get(LineReader.MAIN)).bind(end, EARLY_CTRL_D);
        return once;
    }

    private synchronized boolean begin() {
        if (reading != null) {
            return false;
        }
        reading = Thread.currentThread();
        return true;
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(SLICE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
