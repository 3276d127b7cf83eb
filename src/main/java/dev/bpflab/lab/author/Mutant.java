package dev.bpflab.lab.author;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.author.MutationReport.Outcome;
import dev.bpflab.lab.author.Snippets.Assembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reference solution of a step with one mistake in it.
 *
 * @param step the step
 * @param line where the mistake is, from 1: a line of the solution file, or of the step's solution where that is not in the file
 * @param change the mistake
 * @param program the program in which it is; empty when it is in something else
 */
record Mutant(Step step, int line, Change change, Optional<Assembly> program) {
    /** Returns the mutants of all solutions of a lab, in the order of the solution file. */
    static List<Mutant> of(Lab lab, String solutionFile) {
        List<Mutant> mutants = new ArrayList<>();
        for (Step step : lab.exercises()) {
            List<Assembly> programs = new Snippets(step.solution()).assemblies();
            int before = linesBefore(step.solution(), solutionFile);
            for (Change change : Mutations.of(step.solution())) {
                int start = change.where().start();
                Optional<Assembly> in = programs.stream()
                        .filter(program -> program.where().contains(start)
                                && !program.where().equals(change.where()))
                        .findFirst();
                int line = before
                        + 1
                        + (int) step.solution()
                                .substring(0, start)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                mutants.add(new Mutant(step, line, change, in));
            }
        }
        return mutants;
    }

    private static int linesBefore(String solution, String file) {
        int at = file.indexOf(solution);
        return at < 0
                ? 0
                : (int) file.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    Outcome outcome(Fate fate, String why) {
        return new Outcome(step.id(), line, change.what(), fate, why);
    }

    /** Returns the whole solution with the mistake. */
    String solution() {
        return change.applyTo(step.solution());
    }

    /** Returns the statement that assembles the program, with the mistake. */
    String assembly() {
        Span where = program.orElseThrow().where();
        int longer =
                change.with().length() - (change.where().end() - change.where().start());
        return solution().substring(where.start(), where.end() + longer);
    }

    /** Returns the statement that assembles the program as it is in the solution. */
    String original() {
        return program.orElseThrow().where().of(step.solution());
    }
}
