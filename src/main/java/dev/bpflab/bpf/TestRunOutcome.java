package dev.bpflab.bpf;

/**
 * What came of a test run.
 *
 * @param result 0, or a negated errno
 * @param returnValue what the program left in the lower half of R0
 * @param data the packet afterwards
 * @param nanos the mean time of one run
 */
public record TestRunOutcome(int result, int returnValue, byte[] data, long nanos) {
    /** Nothing to tell. */
    static final TestRunOutcome DONE = new TestRunOutcome(0, 0, new byte[0], 0);

    /** Returns the outcome of a run that the host refused or stopped. */
    public static TestRunOutcome failed(Errno errno) {
        return new TestRunOutcome(errno.result(), 0, new byte[0], 0);
    }

    @Override
    public String toString() {
        if (result < 0) {
            Errno errno = Errno.ofResult(result);
            return errno + " (" + errno.text() + ")";
        }
        return "returned " + returnValue + ", " + data.length + " bytes of data, " + nanos + " ns a run";
    }
}
