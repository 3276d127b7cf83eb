package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.sim.machine.MachineMemory;
import java.util.Arrays;

/** What BPF_PROG_TEST_RUN makes of its input for one kind of program (net/bpf/test_run.c); the checks in the kernel's order. */
interface TestInput {
    /** Contexts may be longer than the kernel's structure, up to a page. */
    int MAX_CONTEXT = 4096;

    /** Returns 0, or the negated errno with which the kernel refuses to run the program on this. */
    int refusal(TestRun run);

    /** Lays out what is not {@link #refusal refused}. */
    PreparedRun prepare(TestRun run, MachineMemory memory);

    static TestInput of(SimKernel kernel, ProgramObject program) {
        return switch (program.type()) {
            case SOCKET_FILTER, SCHED_CLS -> new SocketBufferInput(kernel, program);
            case XDP -> new XdpInput(kernel, program);
            case RAW_TRACEPOINT -> new ArgumentsInput(kernel, program);
            case TRACEPOINT, KPROBE, PERF_EVENT -> new NoInput();
            default ->
                throw PacketRun.notSimulated("a test run of a " + program.type().kernelName() + " program");
        };
    }

    /** Returns -E2BIG for a context that says something behind the end of the kernel's structure of so many bytes, or 0. */
    static int tooLong(byte[] context, int size) {
        boolean more = false;
        for (int i = size; i < context.length; i++) {
            more |= context[i] != 0;
        }
        return more || context.length > MAX_CONTEXT ? Errno.E2BIG.result() : 0;
    }

    /** Returns the kernel's structure with as much of it as is given. */
    static byte[] whole(byte[] context, int size) {
        return Arrays.copyOf(context, size);
    }

    /** A program that the kernel cannot test-run. */
    record NoInput() implements TestInput {
        @Override
        public int refusal(TestRun run) {
            return Errno.ENOTSUPP.result();
        }

        @Override
        public PreparedRun prepare(TestRun run, MachineMemory memory) {
            throw new IllegalStateException("it is refused");
        }
    }
}
