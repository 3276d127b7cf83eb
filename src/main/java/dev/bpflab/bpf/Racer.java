package dev.bpflab.bpf;

/** One of those that run at the same time in a {@link BpfHost#race race}. */
public sealed interface Racer {
    /**
     * A program that runs {@link TestRun#repeat()} times on one CPU. Programs on the same CPU take turns run by run.
     *
     * @param cpu the CPU, from 0
     * @param programFd the loaded program, of a type that can be test-run
     * @param run what it runs on; its packet begins anew now and then
     */
    record OnCpu(int cpu, int programFd, TestRun run) implements Racer {
        @Override
        public String toString() {
            return "on CPU " + cpu + ": " + run;
        }
    }

    /**
     * A process beside the programs: what it does on maps is interleaved with them, system call by system call.
     *
     * @param action runs once, on a thread of its own
     */
    record Userspace(Runnable action) implements Racer {
        @Override
        public String toString() {
            return "userspace beside programs";
        }
    }
}
