package dev.bpflab.agent;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process in which the snippets of one submission run: it speaks with its grader over standard input and output. */
public final class AgentMain {
    private static final int OVER = 0;
    private static final int BROKEN = 3;

    private AgentMain() {}

    /** Serves until standard input ends. What snippets print is dropped, and they read nothing. */
    public static void main(String[] args) {
        Pipe pipe = new Pipe(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                Message.Sender.GRADER);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setIn(InputStream.nullInputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        int status = BROKEN;
        try {
            new Agent(pipe).serve();
            status = OVER;
        } catch (IOException | WireException graderIsGone) {
            // Nobody is there to whom it could be told.
        } finally {
            // Threads and shutdown hooks of snippets hold up nothing.
            Runtime.getRuntime().halt(status);
        }
    }
}
