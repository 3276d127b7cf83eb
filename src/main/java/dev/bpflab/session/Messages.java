package dev.bpflab.session;

import dev.bpflab.view.MessageFile;

/** What the session says to people. All of it stands in one file under a key; code names the key as a literal. */
final class Messages {
    private static final MessageFile FILE = MessageFile.beside(Messages.class);

    private Messages() {}

    /** Returns the text under a key with its arguments in their places. */
    static String text(String key, Object... arguments) {
        return FILE.text(key, arguments);
    }
}
