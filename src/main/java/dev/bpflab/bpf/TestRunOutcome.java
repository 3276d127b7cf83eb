package dev.bpflab.bpf;

/**
 * What came of a test run.
 *
 * @param result 0, or a negated errno
 * @param returnValue what the program left in the lower half of R0
 * @param data the packet afterwards, from its metadata on
 * @param context the context structure afterwards, whole; empty where none was given
 * @param nanos the mean time of one run
 */
public record TestRunOutcome(int result, int returnValue, byte[] data, byte[] context, long nanos) {
    /** Nothing to tell. */
    static final TestRunOutcome DONE = ofResult(0);

    /** Returns the outcome of a run that the host refused or stopped. */
    public static TestRunOutcome failed(Errno errno) {
        return ofResult(errno.result());
    }

    /** Returns an outcome of which there is nothing to tell but its result: 0, or a negated errno. */
    public static TestRunOutcome ofResult(int result) {
        return new TestRunOutcome(result, 0, new byte[0], new byte[0], 0);
    }

    @Override
    public String toString() {
        if (result < 0) {
            Errno errno = Errno.ofResult(result);
            return errno + " (" + errno.text() + ")";
        }
        String and = context.length == 0 ? "" : " and " + context.length + " of context";
        return "returned " + returnValue + ", " + data.length + " bytes of data" + and + ", " + nanos + " ns a run";
    }
}
