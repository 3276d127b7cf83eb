package dev.bpflab.workbench;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepState;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.session.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lab on a workbench, walked step by step: {@link Workbench#evaluate} what a step asks for, {@link #check()}, then
 * {@link #next()}. A step once passed stays passed. Threads and closing are as on the {@link Workbench}.
 */
public final class OpenLab {
    private final LabRunner runner;
    private final Object turn;
    private final Runnable whileOpen;
    private @Nullable StepVerdict last;

    /** Begins the lab, whose own snippets are evaluated first. */
    OpenLab(LabRunner runner, Object turn, Runnable whileOpen) {
        this.runner = runner;
        this.turn = turn;
        this.whileOpen = whileOpen;
        for (Evaluated begun : runner.begin()) {
            if (!begun.ok()) {
                throw new IllegalStateException("begin lab " + lab().id() + ": " + begun.text());
            }
        }
    }

    /** Returns the lab: its title, text and steps. */
    public Lab lab() {
        return runner.lab();
    }

    /** Returns the steps that belong to the walk, in order; experiments and challenges are {@link Lab#extras()}. */
    public List<Step> steps() {
        return lab().steps();
    }

    /** Returns the current step; empty at the lab's end. */
    public Optional<Step> step() {
        synchronized (turn) {
            return runner.step();
        }
    }

    /** Returns how far a step of this lab is. */
    public StepState state(Step step) {
        synchronized (turn) {
            return runner.state(step);
        }
    }

    /**
     * Checks the current step and returns what each check found; of a step that is passed, the verdict with which it was.
     * Does not go on by itself. Empty at the lab's end.
     */
    public Optional<StepVerdict> check() {
        synchronized (turn) {
            whileOpen.run();
            runner.check().ifPresent(found -> last = found);
            return runner.step()
                    .flatMap(current -> Optional.ofNullable(last)
                            .filter(verdict -> verdict.step().id().equals(current.id())));
        }
    }

    /** Goes on and returns the step that is current then; one that is not passed is skipped. Empty at the lab's end. */
    public Optional<Step> next() {
        synchronized (turn) {
            whileOpen.run();
            runner.next();
            return runner.step();
        }
    }

    /** Tells whether every step is passed; experiments and challenges do not count. */
    public boolean isComplete() {
        synchronized (turn) {
            return runner.isComplete();
        }
    }

    /** Returns the points of the steps passed so far, of {@link Lab#points()}. */
    public int points() {
        synchronized (turn) {
            return runner.points();
        }
    }

    /** Does after a snippet what the prompt does: checks the current step when it ran to its end. */
    void typed(Outcome outcome) {
        runner.tried();
        if (outcome.ok()) {
            runner.keep(outcome.source());
            runner.check().ifPresent(found -> last = found);
        }
    }
}
