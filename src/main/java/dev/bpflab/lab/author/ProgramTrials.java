package dev.bpflab.lab.author;

import dev.bpflab.lab.Check;
import dev.bpflab.lab.Scene;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.lab.Trials;
import dev.bpflab.lab.author.MutationReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries mutants of a step's programs in one session, in which the solution has been typed, by what looks at programs alone. */
final class ProgramTrials {
    /** How many more seeds a mutant must behave like the solution under to be taken for equivalent. */
    private static final int MORE_SEEDS = 12;

    private final Step programs;
    private final Walked walked;
    private final Scene scene;
    private final Trials trials;

    ProgramTrials(Step step, Walked walked, Trials trials) {
        this.programs = new Step(
                step.id(),
                step.title(),
                step.kind(),
                step.text(),
                step.hints(),
                step.solution(),
                step.checks().stream().filter(Check::isOfPrograms).toList(),
                step.points());
        this.walked = walked;
        this.trials = trials;
        this.scene = new Scene(walked.session(), trials);
    }

    /**
     * One that is not decided here.
     *
     * @param mutant the mutant
     * @param differs whether in trials its maps held something else than those of the solution
     */
    record Open(Mutant mutant, boolean differs) {}

    /** Returns what became of those that are decided here, and hands on the others. */
    List<Outcome> outcomes(List<Mutant> mutants, Consumer<Open> open) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Mutant mutant : mutants) {
            if (programs.checks().isEmpty() || mutant.program().isEmpty()) {
                open.accept(new Open(mutant, false));
            } else {
                Optional<Outcome> outcome = judged(mutant);
                outcome.or(() -> compared(mutant))
                        .ifPresentOrElse(
                                outcomes::add,
                                () -> open.accept(new Open(mutant, !observed().isEmpty())));
            }
        }
        return outcomes;
    }

    private Optional<Outcome> judged(Mutant mutant) {
        Optional<String> refused = walked.type(mutant.assembly());
        if (refused.isPresent()) {
            return Optional.of(mutant.outcome(Fate.NOT_RUN, refused.get()));
        }
        return StepVerdict.of(programs, scene).failures().stream()
                .findFirst()
                .map(failed -> mutant.outcome(Fate.CAUGHT, failed.found()));
    }

    /** Says that a program that no check has found does the same as the solution; nothing when it does not, or is not tried out. */
    private Optional<Outcome> compared(Mutant mutant) {
        List<List<String>> done = observed();
        walked.type(mutant.original());
        return done.isEmpty() || !done.equals(observed())
                ? Optional.empty()
                : Optional.of(mutant.outcome(Fate.EQUIVALENT, "the maps hold the same in " + done.size() + " trials"));
    }

    private List<List<String>> observed() {
        List<List<String>> observed = new ArrayList<>();
        for (long seed = 1; seed <= MORE_SEEDS; seed++) {
            for (Check check : programs.checks()) {
                List<String> lines = check.observe(scene, trials.firstSeed() + 1000 + seed);
                if (!lines.isEmpty()) {
                    observed.add(lines);
                }
            }
        }
        return observed;
    }
}
