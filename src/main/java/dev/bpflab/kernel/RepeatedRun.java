package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import java.util.Arrays;

/**
 * Repeats a test run in several calls of the kernel, each with the packet and the context that the one before left, so that a
 * thread which is interrupted meanwhile gets away: no call takes much longer than a twentieth of a second.
 */
final class RepeatedRun {
    /** One call of the kernel. */
    @FunctionalInterface
    interface Call {
        TestRunOutcome of(TestRun run);
    }

    private static final int FIRST = 1_000;
    private static final long NANOS_EACH = 50_000_000;
    private static final int ETHERNET_HEADER = 14;

    private final TestRun run;
    private final int type;
    private final Call call;

    RepeatedRun(TestRun run, int type, Call call) {
        this.run = run;
        this.type = type;
        this.call = call;
    }

    TestRunOutcome toEnd() {
        byte[] data = run.data();
        byte[] context = run.context();
        long left = run.repeat();
        long nanos = 0;
        int next = (int) Math.min(FIRST, left);
        while (true) {
            TestRunOutcome outcome = call.of(new TestRun(data, context, next, run.cpu()));
            if (outcome.result() < 0) {
                return outcome;
            }
            nanos += outcome.nanos() * next;
            left -= next;
            if (left == 0) {
                long mean = nanos / run.repeat();
                return new TestRunOutcome(
                        outcome.result(), outcome.returnValue(), outcome.data(), outcome.context(), mean);
            }
            if (Thread.currentThread().isInterrupted()) {
                return TestRunOutcome.failed(Errno.EINTR);
            }
            long fitting = Math.max(1, NANOS_EACH / Math.max(1, outcome.nanos()));
            next = (int) (isSteady(data, context, outcome) ? Math.min(fitting, left) : left);
            context = outcome.context();
            data = outcome.data().clone();
            if (type == ProgramType.SOCKET_FILTER.number()) {
                // The program does not see the header, and the kernel gives a zeroed one back.
                System.arraycopy(run.data(), 0, data, 0, Math.min(ETHERNET_HEADER, data.length));
            }
        }
    }

    /** A frame that grows or shrinks would begin anew with the room in front of it. */
    private boolean isSteady(byte[] data, byte[] context, TestRunOutcome outcome) {
        byte[] after = outcome.context();
        boolean placed = type == ProgramType.XDP.number();
        return outcome.data().length == data.length
                && (!placed || Arrays.equals(Arrays.copyOf(context, after.length), after));
    }
}
