package dev.bpflab.bpf;

import java.util.List;

/**
 * What happens around the programs: the live stage makes it happen for real, the simulated one produces the events.
 * Every method returns when what it started has ended and every attached program has seen it.
 */
public interface Stage extends AutoCloseable {
    /** Returns {@code live} or {@code simulated}. */
    String name();

    /**
     * Runs a command so many times, one process after the other, each executing once.
     *
     * @param command a program without arguments that ends by itself, such as {@code true}
     * @throws BpfException with ENOENT when there is no such program
     */
    List<StartedProcess> runProcesses(String command, int times);

    /**
     * Runs one process that executes {@code execs} programs in turn, keeping its process id; the last is the command.
     *
     * @throws BpfException with ENOENT when there is no such program
     */
    StartedProcess runExecChain(String command, int execs);

    /** Ends and removes whatever the stage still has running. */
    @Override
    void close();
}
