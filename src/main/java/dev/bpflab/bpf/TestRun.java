package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The input of BPF_PROG_TEST_RUN.
 *
 * @param data the packet; empty for program types without one
 * @param context the context structure; empty for the default
 * @param repeat how often to run; 0 is once
 */
public record TestRun(byte[] data, byte[] context, int repeat) {
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

    /** Returns the same run, repeated; EINVAL for a negative number. */
    public TestRun times(int newRepeat) {
        if (newRepeat < 0) {
            throw new BpfException(
                    "test-run", Errno.EINVAL, "a program cannot run " + newRepeat + " times", "use 0 or more");
        }
        return new TestRun(data, context, newRepeat);
    }

    @Override
    public String toString() {
        return Math.max(1, repeat) + (repeat > 1 ? " runs" : " run") + " on " + data.length + " bytes of data"
                + (context.length == 0 ? "" : " and " + context.length + " of context");
    }
}
