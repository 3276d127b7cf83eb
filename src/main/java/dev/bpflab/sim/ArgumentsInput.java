package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.sim.machine.MachineMemory;

/** A raw tracepoint's program has arguments and nothing else, and may be told its CPU. */
record ArgumentsInput(SimKernel kernel, ProgramObject program) implements TestInput {
    /** A raw tracepoint has at most so many bytes of arguments (MAX_BPF_FUNC_ARGS). */
    private static final int MAX_ARGUMENTS = 12 * Long.BYTES;

    @Override
    public int refusal(TestRun run) {
        int length = run.context().length;
        boolean taken = run.data().length == 0
                && run.repeat() == 0
                && length >= program.context().end()
                && length <= MAX_ARGUMENTS;
        if (!taken) {
            return Errno.EINVAL.result();
        }
        int cpu = run.cpu().orElse(0);
        return cpu < 0 || cpu >= kernel.possibleCpus() ? Errno.ENXIO.result() : 0;
    }

    @Override
    public PreparedRun prepare(TestRun run, MachineMemory memory) {
        return PreparedRun.on(program.code(), memory, memory.context(run.context()));
    }
}
