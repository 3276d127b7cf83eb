package dev.bpflab.lab;

import dev.bpflab.lab.LabProgress.StepProgress;
import dev.bpflab.lab.LearnerSession.Evaluated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks a learner through a lab: checks the current step after each snippet, moves on, gives hints one tier after another,
 * shows solutions, restarts, and saves progress after every change. A step once passed stays passed.
 *
 * <p>The prompt evaluates snippets itself, calls {@link #check()} after each and {@link #keep} for each that ran.
 */
public final class LabRunner {
    /**
     * What {@link #next()} did.
     *
     * @param from the step, experiment or challenge that was left; empty at the lab's end
     * @param skipped whether it was left without being passed
     * @param to what is current now; empty when that is the lab's end
     */
    public record Move(Optional<Step> from, boolean skipped, Optional<Step> to) {}

    /**
     * A tier of help.
     *
     * @param hint the help; empty when the step has none
     * @param tier which it is, from 1
     * @param tiers how many the step has
     */
    public record Help(Optional<Step.Hint> hint, int tier, int tiers) {}

    private final Lab lab;
    private final Scene scene;
    private final ProgressStore store;
    private LabProgress progress;

    /** Creates a runner that goes on where the saved progress ends; call {@link #begin()} once before the first snippet. */
    public LabRunner(Lab lab, LearnerSession session, Trials trials, ProgressStore store) {
        this.lab = lab;
        this.scene = new Scene(session, trials);
        this.store = store;
        this.progress = store.load(lab);
    }

    /** Returns the lab. */
    public Lab lab() {
        return lab;
    }

    /** Returns the learner's progress so far. */
    public LabProgress progress() {
        return progress;
    }

    /** Tells whether there is saved work that {@link #begin()} brings back. */
    public boolean isResumed() {
        return !progress.isUntouched();
    }

    /**
     * Gives the learner what the lab begins with, and evaluates again what was typed in an earlier session, so that its maps,
     * programs and links are there again. Returns what was evaluated; what went wrong in it is in the last one.
     */
    public List<Evaluated> begin() {
        List<Evaluated> evaluated = new ArrayList<>(evaluate(lab.start()));
        for (LabProgress.Snippet snippet : progress.snippets()) {
            evaluated.addAll(evaluate(snippet.source()));
        }
        return evaluated;
    }

    /** Returns the current step, experiment or challenge; empty at the lab's end, after the last step. */
    public Optional<Step> step() {
        return lab.step(progress.current());
    }

    /** Returns how far a step is. */
    public StepState state(Step step) {
        return progress.of(step).state();
    }

    /** Tells whether every step that is not optional is passed. */
    public boolean isComplete() {
        return lab.steps().stream().allMatch(step -> state(step) == StepState.PASSED);
    }

    /** Returns the points of the steps passed so far. */
    public int points() {
        return points(lab.steps());
    }

    /** Returns the points of the experiments and challenges passed so far. */
    public int extraPoints() {
        return points(lab.extras());
    }

    private int points(List<Step> some) {
        return some.stream()
                .filter(step -> state(step) == StepState.PASSED)
                .mapToInt(Step::points)
                .sum();
    }

    /** Checks the current step; empty when it was passed before or the last one was left. */
    public Optional<StepVerdict> check() {
        return step().filter(step -> state(step) != StepState.PASSED).map(this::judge);
    }

    /** Remembers a snippet that ran to its end, so that a later session can bring the learner's work back. */
    public void keep(String source) {
        step().or(() -> Optional.of(lab.steps().get(lab.steps().size() - 1)))
                .ifPresent(step -> save(progress.keeping(step, source)));
    }

    /**
     * Leaves the current step for the one after it; a step that is not passed is skipped. After the last step comes the lab's
     * end, and from there the first experiment or challenge that was not begun. From one of these it goes back to the first
     * step that was not left yet, when there is one. Empty when nothing is left to go to.
     */
    public Optional<Move> next() {
        Optional<Step> from = step();
        if (from.isEmpty()) {
            Optional<Step> to = open(lab.extras());
            to.ifPresent(this::goTo);
            return to.map(found -> new Move(Optional.empty(), false, to));
        }
        Step left = from.get();
        boolean skipped = state(left) != StepState.PASSED;
        if (skipped) {
            save(progress.with(left, progress.of(left).withState(StepState.SKIPPED)));
        }
        Optional<Step> to = after(left);
        save(progress.at(to.map(Step::id).orElse("")));
        return Optional.of(new Move(from, skipped, to));
    }

    /** Makes this current: a step that was skipped or is to be looked at again, an experiment or a challenge. */
    public void goTo(Step step) {
        save(progress.at(step.id()));
    }

    /** Returns the next tier of help for the current step, the last one again after that. */
    public Help hint() {
        Optional<Step> current = step();
        if (current.isEmpty() || current.get().hints().isEmpty()) {
            return new Help(Optional.empty(), 0, 0);
        }
        Step step = current.get();
        StepProgress done = progress.of(step);
        int tiers = step.hints().size();
        if (done.hints() < tiers) {
            save(progress.with(step, done.hintedOnceMore()));
        }
        int tier = Math.min(done.hints() + 1, tiers);
        return new Help(Optional.of(step.hints().get(tier - 1)), tier, tiers);
    }

    /** Tells whether the learner has tried the current step, or taken all its hints, so that the solution may be shown. */
    public boolean mayRevealSolution() {
        return step().map(step -> {
                    StepProgress done = progress.of(step);
                    return done.attempts() > 0 || done.hints() >= step.hints().size() || done.revealed();
                })
                .orElse(false);
    }

    /** Returns the current step's reference solution; empty when {@link #mayRevealSolution()} says no. */
    public Optional<String> solution() {
        return step().filter(step -> mayRevealSolution()).map(step -> {
            save(progress.with(step, progress.of(step).withSolutionShown()));
            return step.solution();
        });
    }

    /**
     * Begins the current step again: everything is closed, and what was typed before this step is evaluated again; of an
     * experiment or challenge, what was typed elsewhere. The progress so far is backed up. Returns what was evaluated.
     */
    public List<Evaluated> restartStep() {
        Optional<Step> current = step();
        if (current.isEmpty()) {
            return List.of();
        }
        store.backUp(lab);
        Step restarted = current.get();
        List<Step> steps = lab.steps();
        List<Step> again =
                restarted.optional() ? List.of(restarted) : steps.subList(steps.indexOf(restarted), steps.size());
        save(progress.without(again));
        scene.workspace().closeAll();
        return begin();
    }

    /** Begins the lab again: everything is closed and all progress is backed up and cleared. Returns what was evaluated. */
    public List<Evaluated> restartLab() {
        store.backUp(lab);
        save(LabProgress.begin(lab));
        scene.workspace().closeAll();
        return begin();
    }

    private StepVerdict judge(Step step) {
        StepVerdict verdict = StepVerdict.of(step, scene);
        StepProgress tried = progress.of(step).attemptedOnceMore();
        save(progress.with(step, verdict.isPassed() ? tried.withState(StepState.PASSED) : tried));
        return verdict;
    }

    private Optional<Step> after(Step step) {
        if (step.optional()) {
            return open(lab.steps()).or(() -> following(lab.extras(), step));
        }
        return following(lab.steps(), step);
    }

    private Optional<Step> open(List<Step> some) {
        return some.stream().filter(step -> state(step) == StepState.OPEN).findFirst();
    }

    private static Optional<Step> following(List<Step> some, Step step) {
        return some.stream().skip(some.indexOf(step) + 1L).findFirst();
    }

    private List<Evaluated> evaluate(String source) {
        return source.isBlank() ? List.of() : scene.session().evaluate(source, () -> {});
    }

    private void save(LabProgress changed) {
        progress = changed;
        store.save(lab, changed);
    }
}
