package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

/** What a snippet gets that tries to end the process. */
final class ExitRefused extends Error {
    private static final long serialVersionUID = 1L;

    ExitRefused(String call) {
        super(text("exitRefused.doesNotEndTheWorkbench", call));
    }
}
