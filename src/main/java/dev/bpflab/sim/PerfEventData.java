package dev.bpflab.sim;

import dev.bpflab.sim.machine.CallStacks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct bpf_perf_event_data} of a sample on x86-64: the registers, the period and an address. */
final class PerfEventData {
    /** {@code struct pt_regs} has 21 registers, of which the instruction pointer is the 17th and cs follows it. */
    private static final int IP = 16 * Long.BYTES;

    private static final int CS = 17 * Long.BYTES;
    private static final int PERIOD = 21 * Long.BYTES;
    private static final int SIZE = PERIOD + 2 * Long.BYTES;
    private static final long KERNEL_CS = 0x10;
    private static final long USER_CS = 0x33;

    private PerfEventData() {}

    /** Returns the context of a sample that finds a task there; registers but these two are zero. */
    static byte[] of(CallStacks stacks, long period) {
        boolean inKernel = !stacks.kernel().isEmpty();
        long ip = inKernel
                ? stacks.kernel().get(0)
                : stacks.user().stream().findFirst().orElse(0L);
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.nativeOrder())
                .putLong(IP, ip)
                .putLong(CS, inKernel ? KERNEL_CS : USER_CS)
                .putLong(PERIOD, period)
                .array();
    }
}
