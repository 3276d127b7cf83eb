package dev.bpflab.grade.agent;

import dev.bpflab.grade.Isolated;
import dev.bpflab.grade.Limits;
import dev.bpflab.grade.ProcessEnding;
import dev.bpflab.grade.ProcessEnding.Limit;
import dev.bpflab.lab.Ending;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** An agent in a process that is isolated from the machine and limited. */
final class SandboxedAgent implements RunningAgent {
    private static final int MEBIBYTE = 20;

    private final Isolated process;
    private final Limits limits;

    SandboxedAgent(Isolated process, Limits limits) {
        this.process = process;
        this.limits = limits;
    }

    @Override
    public InputStream output() {
        return process.output();
    }

    @Override
    public OutputStream input() {
        return process.input();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public Ending end() {
        ProcessEnding ended = process.end();
        Optional<Limit> limit = ended.limit();
        return limit.isPresent()
                ? Ending.limit(words(limit.get()))
                : new Ending(Ending.Kind.KILLED, "its process " + ended.describe());
    }

    private String words(Limit limit) {
        return switch (limit) {
            case CPU_TIME -> limits.cpu().toSeconds() + " s of CPU time";
            case WALL_TIME -> limits.wall().toSeconds() + " s of wall time";
            case MEMORY -> (limits.memoryBytes() >> MEBIBYTE) + " MiB of memory";
            case OUTPUT -> (limits.outputBytes() >> MEBIBYTE) + " MiB of output";
        };
    }

    @Override
    public void close() {
        process.close();
    }
}
