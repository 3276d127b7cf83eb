package dev.bpflab.grade.agent;

import dev.bpflab.agent.InThread;
import dev.bpflab.lab.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/** An agent on a thread of this process, behind real pipes. */
final class ThreadAgent implements RunningAgent {
    private final Pipe toAgent;
    private final Pipe fromAgent;
    private final InputStream output;
    private final OutputStream input;

    ThreadAgent() {
        try {
            toAgent = Pipe.open();
            fromAgent = Pipe.open();
            output = Channels.newInputStream(fromAgent.source());
            input = Channels.newOutputStream(toAgent.sink());
            InThread.serve(Channels.newInputStream(toAgent.source()), Channels.newOutputStream(fromAgent.sink()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public void kill() {
        try {
            toAgent.sink().close();
            toAgent.source().close();
            fromAgent.sink().close();
            fromAgent.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Ending end() {
        return ScriptedAgent.GONE;
    }

    @Override
    public void close() {
        kill();
    }
}
