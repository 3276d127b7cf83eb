package dev.bpflab.grade;

/** Submissions cannot be isolated here; the message says why, what to install or allow, and how to do without. */
public final class SandboxUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SandboxUnavailableException(SandboxProbe probe) {
        super("isolate submissions: " + String.join("; ", probe.reasons()) + " (" + probe.remedy()
                + "; or run what you trust with --trust-submissions)");
    }
}
