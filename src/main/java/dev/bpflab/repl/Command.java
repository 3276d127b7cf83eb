package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import java.util.List;

/**
 * One command of the prompt. What help says of it stands with the other {@link Messages} under its name:
 * {@code /dump.arguments}, which may be missing, {@code /dump.help}, {@code /dump.more} and {@code /dump.example}.
 *
 * @param name such as {@code /read}
 * @param group what one wants to do with it, which is where help lists it
 * @param completion the values that its arguments can have
 * @param action does it
 */
public record Command(String name, Group group, Completion completion, Action action) {
    /** What people want to do. */
    public enum Group {
        LEARN,
        LOOK,
        SNIPPETS,
        AGAIN,
        WORKBENCH;

        /** Returns the heading in the help. */
        public String title() {
            return switch (this) {
                case LEARN -> text("group.learn");
                case LOOK -> text("group.look");
                case SNIPPETS -> text("group.snippets");
                case AGAIN -> text("group.again");
                case WORKBENCH -> text("group.workbench");
            };
        }
    }

    /** What a command does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @param argument what was typed after the name, without blanks around it; may be empty
         * @return how it ended
         */
        Answer run(Bench bench, String argument);
    }

    /** How a command or a snippet ended. */
    public enum Answer {
        /** All is well. */
        OK,
        /** It could not be done; why was shown. */
        FAILED,
        /** A check found that something is not as expected. */
        NEGATIVE,
        /** The workbench ends. */
        EXIT
    }

    /** Returns a command without arguments, or whose arguments cannot be completed. */
    static Command of(String name, Group group, Action action) {
        return new Command(name, group, Completion.NONE, action);
    }

    /** Returns a command with arguments. */
    static Command of(String name, Group group, Completion completion, Action action) {
        return new Command(name, group, completion, action);
    }

    /** Returns what can follow it, as help shows it: {@code [ID[/SECTION]]}; may be empty. */
    String arguments() {
        return Messages.find(name + ".arguments");
    }

    /** Returns what it does, in a line without a full stop. */
    String help() {
        return Messages.find(name + ".help");
    }

    /** Returns what else there is to know, in paragraphs. */
    String more() {
        return Messages.find(name + ".more");
    }

    /** Returns lines that can be typed one after the other into a new session, and show what it is good for. */
    List<String> example() {
        return Messages.find(name + ".example").lines().toList();
    }

    /** Returns name and arguments as help shows them. */
    String usage() {
        return arguments().isEmpty() ? name : name + " " + arguments();
    }
}
