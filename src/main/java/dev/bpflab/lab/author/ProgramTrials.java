package dev.bpflab.lab.author;

import dev.bpflab.lab.Check;
import dev.bpflab.lab.CheckResult;
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

    /** Returns what became of those that are decided here, and hands on the others. */
    List<Outcome> outcomes(List<Mutant> mutants, Consumer<Mutant> open) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Mutant mutant : mutants) {
            Optional<Outcome> outcome =
                    programs.checks().isEmpty() || mutant.program().isEmpty() ? Optional.empty() : outcome(mutant);
            outcome.ifPresentOrElse(outcomes::add, () -> open.accept(mutant));
        }
        return outcomes;
    }

    private Optional<Outcome> outcome(Mutant mutant) {
        Optional<String> refused = walked.type(mutant.assembly());
        if (refused.isPresent()) {
            return Optional.of(mutant.outcome(Fate.NOT_RUN, refused.get()));
        }
        List<CheckResult.Failed> failures = StepVerdict.of(programs, scene).failures();
        if (!failures.isEmpty()) {
            return Optional.of(mutant.outcome(Fate.CAUGHT, failures.get(0).found()));
        }
        List<List<String>> done = observed();
        walked.type(mutant.original());
        boolean nothingToSee = done.stream().allMatch(List::isEmpty);
        return nothingToSee || !done.equals(observed())
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
