package dev.bpflab.lab.author;

import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Inventory;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.Scene;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.lab.Trials;
import dev.bpflab.lab.author.MutationReport.Outcome;
import dev.bpflab.lab.author.ProgramTrials.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came of typing a lab with one solution replaced.
 *
 * @param refused what was said of the snippet that does not run; empty when all do
 * @param caught which check found something; empty when none did
 * @param inventories what was open after the step and after each later one
 */
record Walk(Optional<String> refused, Optional<String> caught, List<Inventory> inventories) {
    /** Types a lab up to a step, a solution of it, and what follows, and looks at the step and the later ones. */
    static Walk of(Step step, String solution, Lab lab, LearnerSession session, Trials trials) {
        Scene scene = new Scene(session, trials);
        Walked walked = Walked.before(step, lab, session);
        Optional<String> refused = walked.type(solution);
        Optional<String> caught = refused.isPresent() ? Optional.empty() : found(step, scene);
        List<Inventory> inventories = new ArrayList<>(List.of(Inventory.of(session.workspace())));
        List<Step> later = step.optional()
                ? List.of()
                : lab.steps().subList(lab.steps().indexOf(step) + 1, lab.steps().size());
        for (Step next : later) {
            if (refused.isEmpty() && caught.isEmpty()) {
                refused = walked.type(next.solution());
                caught = found(next, scene);
                inventories.add(Inventory.of(session.workspace()));
            }
        }
        return new Walk(refused, caught, inventories);
    }

    private static Optional<String> found(Step step, Scene scene) {
        return StepVerdict.of(step, scene).failures().stream()
                .findFirst()
                .map(CheckResult.Failed::found)
                .map(found -> "in step '" + step.id() + "' " + found);
    }

    /** Returns what became of a mutant that was typed here. */
    Outcome outcome(Open one, Walk solution) {
        Mutant mutant = one.mutant();
        if (refused.isPresent()) {
            return mutant.outcome(Fate.NOT_RUN, refused.get());
        }
        if (caught.isPresent()) {
            return mutant.outcome(Fate.CAUGHT, caught.get());
        }
        if (inventories.equals(solution.inventories)) {
            return one.differs()
                    ? mutant.outcome(Fate.LET_THROUGH, "though in trials its maps hold something else")
                    : mutant.outcome(Fate.EQUIVALENT, "the same is open, and the maps hold the same");
        }
        if (mutant.change().isAmount()) {
            return mutant.outcome(Fate.OPEN, "no check asks for just so many");
        }
        return IntStream.range(0, inventories.size())
                        .allMatch(i -> inventories.get(i).holdsTheSameAs(solution.inventories.get(i)))
                ? mutant.outcome(Fate.MADE_OTHERWISE, difference(solution))
                : mutant.outcome(Fate.LET_THROUGH, "the maps hold something else");
    }

    private String difference(Walk solution) {
        return IntStream.range(0, inventories.size())
                .filter(i -> !inventories.get(i).equals(solution.inventories.get(i)))
                .mapToObj(i -> difference(
                        solution.inventories.get(i).made(), inventories.get(i).made()))
                .findFirst()
                .orElseThrow();
    }

    private static String difference(List<String> before, List<String> after) {
        return after.stream()
                .filter(line -> !before.contains(line))
                .findFirst()
                .map(line -> "there is " + line)
                .orElseGet(() -> before.stream()
                        .filter(line -> !after.contains(line))
                        .findFirst()
                        .map(line -> "there is no " + line)
                        .orElse("something is there twice"));
    }
}
