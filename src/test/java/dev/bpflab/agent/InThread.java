package dev.bpflab.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Serves as an agent in this process, for what does not need one of its own. */
public final class InThread {
    private InThread() {}

    /** Serves until the input ends, on a thread of its own. */
    public static void serve(InputStream in, OutputStream out) {
        Thread server = new Thread(
                () -> {
                    try (out) {
                        new Agent(new Pipe(in, out, Message.Sender.GRADER)).serve();
                    } catch (IOException | WireException over) {
                        // The grader has closed its end.
                    }
                },
                "agent");
        server.setDaemon(true);
        server.start();
    }
}
