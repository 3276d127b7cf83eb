package dev.bpflab.repl;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Origin;
import dev.bpflab.session.Outcome;
import java.util.function.Supplier;

/**
 * Is told what happens on the workbench, for programs that want to know it exactly. Each method has to call what it is
 * given once, which shows it to people; by itself, it does only that.
 */
public interface Events {
    /** Tells nobody. */
    Events NONE = new Events() {};

    /**
     * A snippet has ended.
     *
     * @param origin where the text comes from, by whose lines the outcome counts
     */
    default void snippet(Outcome outcome, Origin origin, Runnable show) {
        show.run();
    }

    /** A command is done, or a line that goes to the debugger; what it evaluates is told of before it ends. */
    default Answer command(String typed, Supplier<Answer> action) {
        return action.get();
    }

    /** A step was checked. */
    default void step(Lab lab, StepVerdict verdict, Runnable show) {
        show.run();
    }

    /** The last command could not be done, which ends the script; here it stands. */
    default void failed(Origin place, Runnable show) {
        show.run();
    }
}
