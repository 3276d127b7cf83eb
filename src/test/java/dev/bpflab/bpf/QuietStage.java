package dev.bpflab.bpf;

import java.util.List;

/** A stage on which nothing can be done, for tests that need only a part of one. */
public interface QuietStage extends Stage {
    @Override
    default String name() {
        return "quiet";
    }

    @Override
    default List<StartedProcess> runProcesses(String command, int times) {
        throw new UnsupportedOperationException();
    }

    @Override
    default StartedProcess runExecChain(String command, int execs) {
        throw new UnsupportedOperationException();
    }

    @Override
    default List<NetInterface> interfaces() {
        throw new UnsupportedOperationException();
    }

    @Override
    default void sendPackets(Packets packets) {
        throw new UnsupportedOperationException();
    }

    @Override
    default StartedProcess burnCpu(CpuWork work) {
        throw new UnsupportedOperationException();
    }

    @Override
    default StartedProcess sleepIn(SleepWork work) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void close() {}
}
