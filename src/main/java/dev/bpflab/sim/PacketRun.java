package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Packet;
import dev.bpflab.sim.machine.Task;
import java.util.Arrays;

/** BPF_PROG_TEST_RUN: a packet is laid out as the kernel does it for the program's type, and looked at afterwards. */
final class PacketRun {
    /** The task that a program finds itself in. */
    static final Task TESTER = new Task(1000, 1000, 0, 0, "bpflab");

    private static final int ETHERNET_HEADER = 14;
    /** A page less headroom and the tail that the kernel keeps for itself, as measured on Linux 6.18 (x86-64). */
    private static final int MAX_SKB = 3712;

    /** A raw tracepoint has at most so many bytes of arguments (MAX_BPF_FUNC_ARGS). */
    private static final int MAX_ARGUMENTS = 12 * Long.BYTES;

    private final SimKernel kernel;
    private final ProgramObject program;

    PacketRun(SimKernel kernel, ProgramObject program) {
        this.kernel = kernel;
        this.program = program;
    }

    TestRunOutcome run(TestRun run) {
        int refusal = refusal(run);
        if (refusal != 0) {
            return TestRunOutcome.failed(Errno.ofResult(refusal));
        }
        int repeat = Math.max(1, run.repeat());
        Environment environment = kernel.environment(kernel.currentCpu(), task());
        MachineMemory memory = kernel.runner().lend();
        try {
            PreparedRun prepared = prepare(run, memory);
            long r0 = 0;
            long start = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                BareMachine.Outcome outcome = kernel.runner().run(program, environment, memory, prepared.r1());
                if (Thread.currentThread().isInterrupted()) {
                    return TestRunOutcome.failed(Errno.EINTR);
                }
                r0 = r0(outcome);
            }
            boolean timed = program.type() != ProgramType.RAW_TRACEPOINT;
            return prepared.outcome(r0, timed ? (System.nanoTime() - start) / repeat : 0);
        } finally {
            kernel.runner().takeBack(memory);
        }
    }

    /** Returns 0, or the negated errno with which the kernel refuses to run the program on this. */
    int refusal(TestRun run) {
        int length = run.data().length;
        return switch (program.type()) {
            case SOCKET_FILTER, SCHED_CLS -> length < ETHERNET_HEADER || length > MAX_SKB ? Errno.EINVAL.result() : 0;
            case XDP -> length < ETHERNET_HEADER ? Errno.EINVAL.result() : 0;
            case RAW_TRACEPOINT -> takesArguments(run) ? 0 : Errno.EINVAL.result();
            case TRACEPOINT, KPROBE, PERF_EVENT -> Errno.ENOTSUPP.result();
            default -> throw notSimulated("a test run of a " + program.type().kernelName() + " program");
        };
    }

    /** A raw tracepoint's program has arguments and nothing else. */
    private boolean takesArguments(TestRun run) {
        int length = run.context().length;
        return run.data().length == 0
                && run.repeat() == 0
                && length >= program.context().end()
                && length <= MAX_ARGUMENTS;
    }

    /** Returns the task that the program finds itself in. */
    Task task() {
        return program.type() == ProgramType.RAW_TRACEPOINT
                ? TESTER.in(kernel.stacks().atTestRun(program))
                : TESTER;
    }

    /** Lays out what is not {@link #refusal refused}. */
    PreparedRun prepare(TestRun run, MachineMemory memory) {
        if (program.type() == ProgramType.RAW_TRACEPOINT) {
            return new PreparedRun(program.code(), memory, memory.context(run.context()), 0, 0);
        }
        if (run.context().length != 0) {
            throw notSimulated("a test run with a context");
        }
        byte[] frame = run.data();
        if (program.type() == ProgramType.XDP) {
            byte[] linear = Arrays.copyOf(frame, Math.min(frame.length, Packet.MAX_XDP_LINEAR));
            long packet = memory.xdp(linear, Arrays.copyOfRange(frame, linear.length, frame.length));
            byte[] context = XdpFrame.context(packet, linear.length, SocketBuffer.LOOPBACK);
            return new PreparedRun(program.code(), memory, memory.context(context), 0, 0);
        }
        // A socket filter sees what follows the Ethernet header, and the kernel gives a zeroed one back.
        int hidden = program.type() == ProgramType.SOCKET_FILTER ? ETHERNET_HEADER : 0;
        long packet = memory.socketBuffer(frame, hidden, new byte[0]);
        byte[] context = SocketBuffer.context(frame, packet, frame.length - hidden);
        return new PreparedRun(program.code(), memory, memory.context(context), 0, hidden);
    }

    private static long r0(BareMachine.Outcome outcome) {
        if (outcome instanceof BareMachine.Returned returned) {
            return returned.r0();
        }
        throw notSimulated("what the program does (" + outcome + ")");
    }

    static NotSimulated notSimulated(String what) {
        return new NotSimulated("test-run the program", what);
    }
}
