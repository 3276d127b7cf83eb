package dev.bpflab.cli;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.grade.SandboxUnavailableException;
import dev.bpflab.workbench.HostUnavailableException;
import org.jspecify.annotations.Nullable;

/** A command that could not be run, with what to do about it; ends bpflab with exit status 2. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String operation, String cause, @Nullable String remedy) {
        super(operation + ": " + cause + (remedy == null ? "" : "; " + remedy));
    }

    CommandFailure(BpfException failure) {
        super(failure.getMessage(), failure);
    }

    CommandFailure(SandboxUnavailableException failure) {
        super(failure.getMessage(), failure);
    }

    CommandFailure(HostUnavailableException failure) {
        super(failure.getMessage(), failure);
    }
}
