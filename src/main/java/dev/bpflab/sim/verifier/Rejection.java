package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;

/** Ends the verification of a program; the reason stands in the log already. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    Rejection(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
