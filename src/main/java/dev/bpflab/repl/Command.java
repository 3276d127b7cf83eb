package dev.bpflab.repl;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One command of the prompt.
 *
 * @param name such as {@code /read}
 * @param arguments what can follow it, as help shows it: {@code [ID[/SECTION]]}; may be empty
 * @param group what one wants to do with it, which is where help lists it
 * @param help what it does, in a sentence without a full stop
 * @param completion the values that its argument can have, given what is typed of it
 * @param action does it
 */
public record Command(
        String name,
        String arguments,
        Group group,
        String help,
        BiFunction<Bench, String, List<String>> completion,
        Action action) {
    /** What people want to do. */
    public enum Group {
        LEARN("Learn"),
        LOOK("Look at maps and programs"),
        SNIPPETS("Your snippets"),
        WORKBENCH("The workbench");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Returns the heading in the help. */
        public String title() {
            return title;
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

    /** Returns a command without arguments. */
    static Command plain(String name, Group group, String help, Action action) {
        return new Command(name, "", group, help, (bench, typed) -> List.of(), action);
    }

    /** Returns name and arguments as help shows them. */
    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
