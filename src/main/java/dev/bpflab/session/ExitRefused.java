package dev.bpflab.session;

/** What a snippet gets that tries to end the process. */
final class ExitRefused extends Error {
    private static final long serialVersionUID = 1L;

    ExitRefused(String call) {
        super(call + " does not end the workbench; /exit does");
    }
}
