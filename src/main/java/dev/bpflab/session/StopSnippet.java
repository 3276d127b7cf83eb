package dev.bpflab.session;

/** Thrown inside a snippet that was told to stop. An error, so that a snippet which catches exceptions lets it through. */
final class StopSnippet extends Error {
    private static final long serialVersionUID = 1L;

    StopSnippet() {
        super("interrupted", null, false, false);
    }
}
