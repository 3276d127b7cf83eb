package dev.bpflab.lab;

import dev.bpflab.bpf.QuietStage;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.List;
import java.util.stream.IntStream;

/** A stage that only hands out processes, from id 501 on. */
final class FakeStage implements QuietStage {
    private long lastPid = 500;

    /** Opens a workspace of simulated maps and this stage. */
    static Workspace workspace() {
        return new Workspace(new SimHost(new SimKernel(1)), new FakeStage());
    }

    /** Returns trials for tests in which nothing is tried out. */
    static Trials noTrials() {
        return Trials.of(
                seed -> {
                    throw new AssertionError("nothing is tried out here");
                },
                1);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<StartedProcess> runProcesses(String command, int times) {
        return IntStream.range(0, times).mapToObj(i -> runExecChain(command, 1)).toList();
    }

    @Override
    public StartedProcess runExecChain(String command, int execs) {
        lastPid++;
        return new StartedProcess(lastPid, command, execs);
    }
}
