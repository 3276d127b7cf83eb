package dev.bpflab.workbench;

import dev.bpflab.kernel.KernelProbe;

/** The running kernel was asked for and cannot be used; the message says why and what would help. */
public final class HostUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostUnavailableException(KernelProbe probe) {
        super("open the live kernel: " + probe.describe());
    }
}
