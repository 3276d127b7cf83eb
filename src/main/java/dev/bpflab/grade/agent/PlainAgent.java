package dev.bpflab.grade.agent;

import dev.bpflab.lab.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** An agent in an ordinary process of this user's, which keeps it from nothing. */
final class PlainAgent implements RunningAgent {
    private static final int BY_SIGNAL = 128;

    private final Process process;

    private PlainAgent(Process process) {
        this.process = process;
    }

    /** Starts one. */
    static PlainAgent start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            return new PlainAgent(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("start an agent", e);
        }
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public Ending end() {
        int status = waited();
        String how = status > BY_SIGNAL
                ? "its process was ended by signal " + (status - BY_SIGNAL)
                : "its process exited with status " + status;
        return new Ending(Ending.Kind.KILLED, how);
    }

    private int waited() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                    kill();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
        end();
    }
}
