package dev.bpflab.bpf;

/**
 * What came of taking a record out of a ring buffer.
 *
 * @param result 1 when there was one, 0 when not, or a negated errno
 * @param data the record's bytes without its header, as many as the program reserved; empty when there was none
 */
public record RecordOutcome(int result, byte[] data) {
    private static final byte[] NOTHING = {};

    /** Nothing is there, or the next record is not submitted yet. */
    public static final RecordOutcome NONE = failed(0);

    /** Returns the outcome that this record was taken. */
    public static RecordOutcome of(byte[] data) {
        return new RecordOutcome(1, data);
    }

    /** Returns the outcome that none was taken, with 0 or a negated errno. */
    public static RecordOutcome failed(int result) {
        return new RecordOutcome(result, NOTHING);
    }
}
