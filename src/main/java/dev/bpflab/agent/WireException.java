package dev.bpflab.agent;

/** What came over the pipe is no message of ours: its text says what it was instead, without a subject. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates it with what came, such as {@code a text of 70000 bytes where 4096 are allowed}. */
    public WireException(String what) {
        super(what);
    }
}
