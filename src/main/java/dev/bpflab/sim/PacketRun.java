package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Task;
import java.util.Arrays;

/** BPF_PROG_TEST_RUN: a packet is laid out as the kernel does it for the program's type, and looked at afterwards. */
final class PacketRun {
    private static final int ETHERNET_HEADER = 14;
    /** A page less headroom and the tail that the kernel keeps for itself, as measured on Linux 6.18 (x86-64). */
    private static final int MAX_SKB = 3712;

    private static final int MAX_XDP_LINEAR = 3520;
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
        byte[] visible = Arrays.copyOfRange(frame, hidden, frame.length);
        return run(run, visible, hidden, new byte[0], (packet) -> SocketBuffer.context(frame, packet, visible.length));
    }

    private TestRunOutcome onFrame(TestRun run) {
        byte[] frame = run.data();
        if (frame.length < ETHERNET_HEADER) {
            return failed(Errno.EINVAL.result());
        }
        byte[] linear = Arrays.copyOf(frame, Math.min(frame.length, MAX_XDP_LINEAR));
        byte[] fragments = Arrays.copyOfRange(frame, linear.length, frame.length);
        return run(run, linear, 0, fragments, packet -> XdpFrame.context(packet, linear.length, SocketBuffer.LOOPBACK));
    }

    /** Lays out a context for a packet at an address. */
    @FunctionalInterface
    private interface ContextAt {
        byte[] of(long packet);
    }

    private TestRunOutcome run(TestRun run, byte[] visible, int before, byte[] behind, ContextAt layout) {
        if (run.context().length != 0) {
            throw notSimulated("a test run with a context");
        }
        int repeat = Math.max(1, run.repeat());
        Environment environment = kernel.environment(0, TESTER);
        MachineMemory memory = kernel.runner().lend();
        try {
            long packet = memory.packet(visible);
            long context = memory.context(layout.of(packet));
            long r0 = 0;
            long start = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                if (Thread.currentThread().isInterrupted()) {
                    return failed(Errno.EINTR.result());
                }
                r0 = r0(kernel.runner().run(program, environment, memory, context));
            }
            long nanos = (System.nanoTime() - start) / repeat;
            byte[] after = memory.packet();
            byte[] data = new byte[before + after.length + behind.length];
            System.arraycopy(after, 0, data, before, after.length);
            System.arraycopy(behind, 0, data, before + after.length, behind.length);
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
