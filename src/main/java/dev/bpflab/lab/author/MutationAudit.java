package dev.bpflab.lab.author;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.Trials;
import dev.bpflab.lab.author.MutationReport.Outcome;
import dev.bpflab.lab.author.ProgramTrials.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes mistakes in a lab's reference solutions, one at a time, and looks whether the checks find them.
 *
 * <p>A mistake in a program is tried by the checks that look at programs, in a session where the solution has been typed. What
 * these let through, and every other mistake, is typed in a fresh session as a learner would, and the checks of its step and of
 * all later ones look at it.
 */
public final class MutationAudit {
    /** How many mutants of one step are tried in one session. */
    private static final int AT_ONCE = 24;

    private final Lab lab;
    private final Rehearsal rehearsal;
    private final Trials trials;

    private MutationAudit(Lab lab, Rehearsal rehearsal, Trials trials) {
        this.lab = lab;
        this.rehearsal = rehearsal;
        this.trials = trials;
    }

    /**
     * Which mutants are tried.
     *
     * @param most how many at most
     * @param seed what they are drawn by
     * @param jobs how many are tried at the same time
     */
    public record Plan(int most, long seed, int jobs) {}

    /**
     * Tries mutants out.
     *
     * @param solutionFile the text of {@code solution.jsh}, for the numbers of lines
     * @param rehearsal gives simulated hosts, each the same as the others, so that differences come from mutants alone
     */
    public static MutationReport of(Lab lab, String solutionFile, Rehearsal rehearsal, Trials trials, Plan plan) {
        long begin = System.nanoTime();
        List<Mutant> known = Mutant.of(lab, solutionFile);
        List<Mutant> drawn = drawn(known, plan);
        MutationAudit audit = new MutationAudit(lab, rehearsal, trials);
        List<Outcome> outcomes = audit.inParallel(drawn, plan.jobs());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new MutationReport(outcomes, known.size(), plan.seed(), took);
    }

    private static List<Mutant> drawn(List<Mutant> known, Plan plan) {
        List<Mutant> shuffled = new ArrayList<>(known);
        Collections.shuffle(shuffled, new Random(plan.seed()));
        return shuffled.stream()
                .limit(plan.most())
                .sorted(Comparator.comparing(known::indexOf))
                .toList();
    }

    private List<Outcome> inParallel(List<Mutant> mutants, int jobs) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<List<Outcome>>> parts = new ArrayList<>();
            for (List<Mutant> some : groups(mutants)) {
                parts.add(workers.submit(() -> outcomes(some)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<List<Outcome>> part : parts) {
                outcomes.addAll(part.get());
            }
            outcomes.sort(Comparator.comparing(Outcome::line));
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while mutants were tried", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a mutant could not be tried: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<List<Mutant>> groups(List<Mutant> mutants) {
        Map<Step, List<Mutant>> bySteps = new LinkedHashMap<>();
        mutants.forEach(mutant -> bySteps.computeIfAbsent(mutant.step(), step -> new ArrayList<>())
                .add(mutant));
        List<List<Mutant>> groups = new ArrayList<>();
        for (List<Mutant> ofStep : bySteps.values()) {
            for (int at = 0; at < ofStep.size(); at += AT_ONCE) {
                groups.add(ofStep.subList(at, Math.min(ofStep.size(), at + AT_ONCE)));
            }
        }
        return groups;
    }

    private List<Outcome> outcomes(List<Mutant> some) {
        Step step = some.get(0).step();
        List<Outcome> outcomes = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        if (some.stream().anyMatch(mutant -> mutant.program().isPresent())) {
            outcomes.addAll(rehearsal.inSession(session -> {
                Walked walked = Walked.before(step, lab, session);
                walked.type(step.solution());
                return new ProgramTrials(step, walked, trials).outcomes(some, open::add);
            }));
        } else {
            some.forEach(mutant -> open.add(new Open(mutant, false)));
        }
        if (!open.isEmpty()) {
            Walk solution = rehearsal.inSession(session -> Walk.of(step, step.solution(), lab, session, trials));
            open.forEach(one -> outcomes.add(rehearsal.inSession(session ->
                    Walk.of(step, one.mutant().solution(), lab, session, trials).outcome(one, solution))));
        }
        return outcomes;
    }
}
