package dev.bpflab.lab;

import dev.bpflab.lab.LabProgress.StepProgress;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.ProgressStore.Earlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /** Returns progress with another version of the lab, which {@link #begin()} carries over when there is none with this. */
    public Optional<Earlier> earlier() {
        return isResumed() || store.lastSaved(lab).isPresent() ? Optional.empty() : store.earlier(lab);
    }

    /**
     * Gives the learner what the lab begins with, and evaluates again what was typed in an earlier session, so that its maps,
     * programs and links are there again. Returns what was evaluated; what went wrong in it is in the last one.
     */
    public List<Evaluated> begin() {
        Optional<Earlier> earlier = earlier();
        if (earlier.isPresent()) {
            List<Evaluated> evaluated = new ArrayList<>(evaluate(lab.start()));
            carryOver(earlier.get().progress(), evaluated);
            return evaluated;
        }
        return again();
    }

    /** Evaluates what the lab begins with and what was typed in it. */
    private List<Evaluated> again() {
        List<Evaluated> evaluated = new ArrayList<>(evaluate(lab.start()));
        progress.snippets().forEach(snippet -> evaluated.addAll(evaluate(snippet.source())));
        return evaluated;
    }

    /** Types again what was typed for another version, in the steps that are still there, and checks these. */
    private void carryOver(LabProgress old, List<Evaluated> evaluated) {
        for (LabProgress.Snippet snippet : old.snippets()) {
            lab.step(snippet.step()).ifPresent(this::goTo);
            List<Evaluated> again = evaluate(snippet.source());
            evaluated.addAll(again);
            if (again.stream().allMatch(Evaluated::ok)) {
                keep(snippet.source());
            }
            check();
        }
        save(progress.at(standing().firstOpen().map(Step::id).orElse("")));
    }

    /** Returns how far the learner is. */
    public Standing standing() {
        return new Standing(lab, progress);
    }

    /** Returns the current step, experiment or challenge; empty at the lab's end, after the last step. */
    public Optional<Step> step() {
        return lab.step(progress.current());
    }

    /** Returns how far a step is. */
    public StepState state(Step step) {
        return progress.of(step).state();
    }

    /** Tells whether every step is passed. */
    public boolean isComplete() {
        return standing().isComplete();
    }

    /** Returns the points of the steps passed so far. */
    public int points() {
        return standing().points();
    }

    /** Returns the points of the experiments and challenges passed so far. */
    public int extraPoints() {
        return standing().extraPoints();
    }

    /** Checks the current step; empty when it was passed before or the last one was left. */
    public Optional<StepVerdict> check() {
        return step().filter(step -> state(step) != StepState.PASSED).map(this::judge);
    }

    /** Returns what a check of the current step would find, which counts for nothing; empty as {@link #check} is. */
    public Optional<StepVerdict> look() {
        return step().filter(step -> state(step) != StepState.PASSED).map(step -> StepVerdict.of(step, scene));
    }

    /** Counts an attempt at the current step: something was typed, whether it was right or not. */
    public void tried() {
        step().ifPresent(step -> save(progress.with(step, progress.of(step).attemptedOnceMore())));
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
        return hint(step().map(step -> progress.of(step).hints() + 1).orElse(1));
    }

    /** Returns a tier of help for the current step: one that was taken, or the next; not one beyond that. */
    public Help hint(int wanted) {
        Optional<Step> current = step();
        if (current.isEmpty() || current.get().hints().isEmpty()) {
            return new Help(Optional.empty(), 0, 0);
        }
        Step step = current.get();
        StepProgress done = progress.of(step);
        int tiers = step.hints().size();
        int tier = Math.max(1, Math.min(wanted, Math.min(done.hints() + 1, tiers)));
        if (tier > done.hints()) {
            save(progress.with(step, done.hintedOnceMore()));
        }
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
     * What {@link #restartStep} and {@link #restartLab} did.
     *
     * @param evaluated what was evaluated again
     * @param backup where the progress until then is kept; empty when there was none
     * @param cleared what begins anew besides the current step
     */
    public record Restarted(List<Evaluated> evaluated, Optional<String> backup, List<Step> cleared) {
        public Restarted {
            evaluated = List.copyOf(evaluated);
            cleared = List.copyOf(cleared);
        }
    }

    /**
     * Begins the current step again: everything is closed, and what was typed before this step is evaluated again; of an
     * experiment or challenge, what was typed elsewhere. The session should be fresh. Empty at the lab's end.
     */
    public Optional<Restarted> restartStep() {
        return step().map(current -> {
            List<Step> steps = lab.steps();
            List<Step> again =
                    current.optional() ? List.of(current) : steps.subList(steps.indexOf(current), steps.size());
            List<Step> cleared = again.stream()
                    .filter(step -> !step.equals(current) && progress.steps().containsKey(step.id()))
                    .toList();
            return restart(progress.without(again), cleared);
        });
    }

    /** Begins the lab again: everything is closed and all progress is cleared. The session should be fresh. */
    public Restarted restartLab() {
        return restart(LabProgress.begin(lab), List.of());
    }

    private Restarted restart(LabProgress from, List<Step> cleared) {
        Optional<String> backup = store.backUp(lab);
        save(from);
        scene.workspace().closeAll();
        // Earlier versions were carried over once, and are not what a restart is for.
        return new Restarted(again(), backup, cleared);
    }

    /**
     * Brings back the progress as it was before the last restart, and evaluates it; what was done since is kept as that was.
     * The session should be fresh. Empty when nothing was restarted.
     */
    public Optional<Restarted> undoRestart() {
        Optional<String> kept = store.bringBack(lab);
        return kept.map(place -> {
            progress = store.load(lab);
            scene.workspace().closeAll();
            return new Restarted(again(), Optional.of(place), List.of());
        });
    }

    private StepVerdict judge(Step step) {
        StepVerdict verdict = StepVerdict.of(step, scene);
        if (verdict.isPassed()) {
            save(progress.with(step, progress.of(step).withState(StepState.PASSED)));
        }
        return verdict;
    }

    private Optional<Step> after(Step step) {
        if (step.optional()) {
            return open(lab.steps()).or(() -> following(lab.extras(), step, this::isOpenToPass));
        }
        // Who has come back to a step goes on where something is left to do.
        return following(lab.steps(), step, this::isOpenToPass);
    }

    private boolean isOpenToPass(Step step) {
        return state(step) != StepState.PASSED;
    }

    private Optional<Step> open(List<Step> some) {
        return some.stream().filter(step -> state(step) == StepState.OPEN).findFirst();
    }

    private static Optional<Step> following(List<Step> some, Step step, Predicate<Step> wanted) {
        return some.stream().skip(some.indexOf(step) + 1L).filter(wanted).findFirst();
    }

    private List<Evaluated> evaluate(String source) {
        return source.isBlank() ? List.of() : scene.session().evaluate(source, () -> {});
    }

    private void save(LabProgress changed) {
        progress = changed;
        store.save(lab, changed);
    }
}
