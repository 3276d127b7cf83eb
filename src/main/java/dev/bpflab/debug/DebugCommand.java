package dev.bpflab.debug;

/**
 * One command of the debugger.
 *
 * @param name the word that it begins with
 * @param letter the letter that is enough of it; empty for none
 * @param arguments what can follow it, as help shows it; may be empty
 * @param help what it does, in a sentence without a full stop
 * @param action does it
 */
record DebugCommand(String name, String letter, String arguments, String help, Action action) {
    /** What a command does; the argument may be empty. */
    @FunctionalInterface
    interface Action {
        Reply run(DebugConsole console, String argument);
    }

    /** How a command ended. */
    enum Reply {
        /** It was done. */
        OK,
        /** It was done, and what is to be seen has changed. */
        MOVED,
        /** It could not be done; why was shown. */
        FAILED,
        /** The debugger is to be left. */
        QUIT
    }

    String usage() {
        return name + (arguments.isEmpty() ? "" : " " + arguments);
    }
}
