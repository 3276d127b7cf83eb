package dev.bpflab.bpf;

import java.util.List;

/** A stage on which nothing can run. */
final class NoStage implements Stage {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public List<StartedProcess> runProcesses(String command, int times) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StartedProcess runExecChain(String command, int execs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
