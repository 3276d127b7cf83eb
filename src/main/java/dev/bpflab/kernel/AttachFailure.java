package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Errno;

/** Why a program could not be attached. */
final class AttachFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AttachOutcome outcome;

    AttachFailure(AttachOutcome outcome) {
        super(outcome.cause(), null, false, false);
        this.outcome = outcome;
    }

    AttachFailure(Errno errno, String cause, String remedy) {
        this(AttachOutcome.failed(errno, cause, remedy));
    }

    AttachOutcome outcome() {
        return outcome;
    }
}
