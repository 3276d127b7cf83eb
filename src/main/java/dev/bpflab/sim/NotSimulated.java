package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;

/** The simulator's answer to what Linux can do and it cannot: an exception that says so, never a guess. */
public final class NotSimulated extends BpfException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for an operation that would need {@code what}. */
    public NotSimulated(String operation, String what) {
        super(operation, Errno.ENOTSUPP, what + " is not simulated", "use --host kernel");
    }
}
