package dev.bpflab.bpf;

/** A program that the verifier rejected, with its log. */
public final class VerifierException extends BpfException {
    private static final long serialVersionUID = 1L;

    private final transient ProgramSpec spec;
    private final transient VerifierLog log;

    VerifierException(String operation, Errno errno, ProgramSpec spec, VerifierLog log) {
        super(operation, errno, log.reason(), "the verifier's log says where; see log()");
        this.spec = spec;
        this.log = log;
    }

    /** Returns the program that was rejected. */
    public ProgramSpec spec() {
        return spec;
    }

    /** Returns what the verifier wrote. */
    public VerifierLog log() {
        return log;
    }
}
