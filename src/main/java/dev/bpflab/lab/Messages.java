package dev.bpflab.lab;

import dev.bpflab.view.MessageFile;

/** What labs say to learners. All of it stands in one file under a key; code names the key as a literal. */
final class Messages {
    private static final MessageFile FILE = MessageFile.beside(Messages.class);

    private Messages() {}

    /** Returns the text under a key with its arguments in their places. */
    static String text(String key, Object... arguments) {
        return FILE.text(key, arguments);
    }
}
