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
import java.util.function.ToLongFunction;

/** BPF_PROG_TEST_RUN: a packet is laid out as the kernel does it for the program's type, and looked at afterwards. */
final class PacketRun {
    private static final int ETHERNET_HEADER = 14;
    /** A page less headroom and the tail that the kernel keeps for itself, as measured on Linux 6.18 (x86-64). */
    private static final int MAX_SKB = 3712;

    /** A raw tracepoint has at most so many bytes of arguments (MAX_BPF_FUNC_ARGS). */
    private static final int MAX_ARGUMENTS = 12 * Long.BYTES;

    private static final Task TESTER = new Task(1000, 1000, 0, 0, "bpflab");

    private final SimKernel kernel;
    private final ProgramObject program;

    PacketRun(SimKernel kernel, ProgramObject program) {
        this.kernel = kernel;
        this.program = program;
    }

    static TestRunOutcome failed(int result) {
        return new TestRunOutcome(result, 0, new byte[0], 0);
    }

    TestRunOutcome run(TestRun run) {
        return switch (program.type()) {
            case SOCKET_FILTER, SCHED_CLS -> onSocketBuffer(run);
            case XDP -> onFrame(run);
            case RAW_TRACEPOINT -> onArguments(run);
            case TRACEPOINT, KPROBE, PERF_EVENT -> failed(Errno.ENOTSUPP.result());
            default -> throw notSimulated("a test run of a " + program.type().kernelName() + " program");
        };
    }

    private TestRunOutcome onSocketBuffer(TestRun run) {
        byte[] frame = run.data();
        if (frame.length < ETHERNET_HEADER || frame.length > MAX_SKB) {
            return failed(Errno.EINVAL.result());
        }
        // A socket filter sees what follows the Ethernet header, and the kernel gives a zeroed one back.
        int hidden = program.type() == ProgramType.SOCKET_FILTER ? ETHERNET_HEADER : 0;
        return run(run, hidden, memory -> {
            long packet = memory.socketBuffer(frame, hidden, new byte[0]);
            return memory.context(SocketBuffer.context(frame, packet, frame.length - hidden));
        });
    }

    private TestRunOutcome onFrame(TestRun run) {
        byte[] frame = run.data();
        if (frame.length < ETHERNET_HEADER) {
            return failed(Errno.EINVAL.result());
        }
        byte[] linear = Arrays.copyOf(frame, Math.min(frame.length, Packet.MAX_XDP_LINEAR));
        byte[] rest = Arrays.copyOfRange(frame, linear.length, frame.length);
        return run(run, 0, memory -> {
            long packet = memory.xdp(linear, rest);
            return memory.context(XdpFrame.context(packet, linear.length, SocketBuffer.LOOPBACK));
        });
    }

    /** Runs a raw tracepoint's program, which has arguments and nothing else. */
    private TestRunOutcome onArguments(TestRun run) {
        byte[] arguments = run.context();
        boolean fits = arguments.length >= program.context().end() && arguments.length <= MAX_ARGUMENTS;
        if (run.data().length != 0 || run.repeat() != 0 || !fits) {
            return failed(Errno.EINVAL.result());
        }
        Environment environment =
                kernel.environment(0, TESTER.in(kernel.stacks().atTestRun(program)));
        MachineMemory memory = kernel.runner().lend();
        try {
            long context = memory.context(arguments);
            long r0 = r0(kernel.runner().run(program, environment, memory, context));
            return new TestRunOutcome(0, (int) r0, new byte[0], 0);
        } finally {
            kernel.runner().takeBack(memory);
        }
    }

    /**
     * Runs the program.
     *
     * @param before how many zeros the kernel puts in front of the packet that it gives back
     * @param layout puts packet and context into memory and returns the context's address
     */
    private TestRunOutcome run(TestRun run, int before, ToLongFunction<MachineMemory> layout) {
        if (run.context().length != 0) {
            throw notSimulated("a test run with a context");
        }
        int repeat = Math.max(1, run.repeat());
        Environment environment = kernel.environment(0, TESTER);
        MachineMemory memory = kernel.runner().lend();
        try {
            long context = layout.applyAsLong(memory);
            long r0 = 0;
            long start = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                BareMachine.Outcome outcome = kernel.runner().run(program, environment, memory, context);
                if (Thread.currentThread().isInterrupted()) {
                    return failed(Errno.EINTR.result());
                }
                r0 = r0(outcome);
            }
            long nanos = (System.nanoTime() - start) / repeat;
            byte[] after = memory.packet();
            byte[] data = new byte[before + after.length];
            System.arraycopy(after, 0, data, before, after.length);
            return new TestRunOutcome(0, (int) r0, data, nanos);
        } finally {
            kernel.runner().takeBack(memory);
        }
    }

    private static long r0(BareMachine.Outcome outcome) {
        if (outcome instanceof BareMachine.Returned returned) {
            return returned.r0();
        }
        throw notSimulated("what the program does (" + outcome + ")");
    }

    private static NotSimulated notSimulated(String what) {
        return new NotSimulated("test-run the program", what);
    }
}
