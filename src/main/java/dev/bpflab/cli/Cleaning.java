package dev.bpflab.cli;

import dev.bpflab.repl.Question;
import dev.bpflab.repl.Screen;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;

/** Offers to remove what killed runs left: by a question at a terminal, by naming the command elsewhere. */
final class Cleaning {
    private Cleaning() {}

    /** Says what there is and asks whether to remove it; without an answer all stays, and the next start asks again. */
    static void ask(List<KilledRun> runs, Terminal terminal, Screen screen) {
        for (KilledRun run : runs) {
            if (isTrifle(run)) {
                run.remove(false);
                continue;
            }
            boolean pins = !run.pins().isEmpty();
            screen.styled("A run of bpflab that was killed (process " + run.pid() + ") left:", Style.WARN);
            run.lines().forEach(line -> screen.say("  " + line));
            String question = pins ? "Remove it? y all, k all but pins, n not now [k] " : "Remove it? [Y/n] ";
            switch (Question.ask(terminal, question).orElse("n")) {
                case "" -> report(run.remove(pins), screen);
                case "y", "yes" -> report(run.remove(false), screen);
                case "k" -> report(run.remove(true), screen);
                default -> screen.say("It stays. 'bpflab clean' removes it, and the next start asks again.");
            }
            screen.gap();
        }
    }

    /** Temporary files only: nobody misses them, and a question would stand before each start after a crash. */
    private static boolean isTrifle(KilledRun run) {
        return run.pins().isEmpty() && run.orphans().isEmpty();
    }

    private static void report(List<String> problems, Screen screen) {
        problems.forEach(problem -> screen.styled(problem, Style.BAD));
        if (problems.isEmpty()) {
            screen.styled("Removed.", Style.GOOD);
        }
    }

    /** Says in a line for each run that something is left, and the command that removes it. */
    static void tell(List<KilledRun> runs, Consumer<String> lines) {
        for (KilledRun run : runs) {
            if (isTrifle(run)) {
                run.remove(false);
                continue;
            }
            lines.accept("bpflab: process " + run.pid() + " was killed and left " + String.join("; ", run.lines())
                    + " ('bpflab clean' removes it)");
        }
    }
}
