package dev.bpflab.grade.agent;

import dev.bpflab.lab.Ending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** An agent that says what was written down for it, whatever it is told, and then is gone. */
final class ScriptedAgent implements RunningAgent {
    static final Ending GONE = new Ending(Ending.Kind.KILLED, "its process exited with status 7");

    private final InputStream output;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean killed;

    ScriptedAgent(byte... says) {
        this.output = new ByteArrayInputStream(says);
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return heard;
    }

    @Override
    public void kill() {
        killed = true;
    }

    boolean isKilled() {
        return killed;
    }

    byte[] heard() {
        return heard.toByteArray();
    }

    @Override
    public Ending end() {
        return GONE;
    }

    @Override
    public void close() {
        kill();
    }
}
