package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * The input of BPF_PROG_TEST_RUN.
 *
 * @param data the packet, with metadata in front of it where the context says so; empty for program types without one
 * @param context the context structure, or the beginning of it; empty for the default
 * @param repeat how often to run; 0 is once
 * @param cpu the CPU on which a raw tracepoint's program is to run (BPF_F_TEST_RUN_ON_CPU); empty for the caller's
 */
public record TestRun(byte[] data, byte[] context, int repeat, OptionalInt cpu) {
    /** Describes runs on the caller's CPU. */
    public TestRun(byte[] data, byte[] context, int repeat) {
        this(data, context, repeat, OptionalInt.empty());
    }

    /** Returns a single run on a packet. */
    public static TestRun of(byte... data) {
        return new TestRun(data, new byte[0], 0);
    }

    /** Returns a single run of a raw tracepoint's program on these arguments, of eight bytes each. */
    public static TestRun ofArguments(long... arguments) {
        ByteBuffer context = ByteBuffer.allocate(arguments.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long argument : arguments) {
            context.putLong(argument);
        }
        return new TestRun(new byte[0], context.array(), 0);
    }

    /**
     * Returns the same run with a context, which comes back in {@link TestRunOutcome#context()}: {@code struct xdp_md} or
     * {@code struct __sk_buff}, such as {@code fields(tcxIngress("lo")).bytes(Map.of("mark", 7))}. Which of its fields may be
     * set is in {@link BpfHost#testRun}.
     */
    public TestRun context(byte[] newContext) {
        return new TestRun(data, newContext, repeat, cpu);
    }

    /** Returns the same run, repeated; EINVAL for a negative number. */
    public TestRun times(int newRepeat) {
        if (newRepeat < 0) {
            throw new BpfException(
                    "test-run", Errno.EINVAL, "a program cannot run " + newRepeat + " times", "use 0 or more");
        }
        return new TestRun(data, context, newRepeat, cpu);
    }

    /** Returns the same run on one CPU, which raw tracepoints' programs can be told. */
    public TestRun onCpu(int newCpu) {
        return new TestRun(data, context, repeat, OptionalInt.of(newCpu));
    }

    @Override
    public String toString() {
        return Math.max(1, repeat) + (repeat > 1 ? " runs" : " run") + " on " + data.length + " bytes of data"
                + (context.length == 0 ? "" : " and " + context.length + " of context");
    }
}
