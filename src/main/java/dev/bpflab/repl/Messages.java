package dev.bpflab.repl;

import dev.bpflab.view.MessageFile;

/** What the prompt says. All of it stands in one file under a key; code names the key as a literal. */
public final class Messages {
    private static final MessageFile FILE = MessageFile.beside(Messages.class);

    private Messages() {}

    /** Returns the text under a key with its arguments in their places. */
    public static String text(String key, Object... arguments) {
        return FILE.text(key, arguments);
    }

    /** Returns the text under a key that the table of commands makes of a name; empty when there is none. */
    static String find(String key) {
        return FILE.find(key);
    }
}
