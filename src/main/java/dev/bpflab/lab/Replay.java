package dev.bpflab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Walks the reference solution of a lab step by step, on a real session, as a learner would. */
public final class Replay {
    private final Lab lab;
    private final LearnerSession session;
    private final Scene scene;

    /** Creates a replay that types into this session, which should be fresh. */
    public Replay(Lab lab, LearnerSession session, Trials trials) {
        this.lab = lab;
        this.session = session;
        this.scene = new Scene(session, trials);
    }

    /** Plays the lab to its end, and tells each event as it happens; returns whether all of it passed. */
    public boolean play(Consumer<? super ReplayEvent> watcher) {
        return play(watcher, () -> true);
    }

    /** Does the same as long as somebody wants to see the next step; returns whether all that was played passed. */
    public boolean play(Consumer<? super ReplayEvent> watcher, BooleanSupplier goesOn) {
        watcher.accept(new ReplayEvent.LabBegins(lab));
        if (!lab.start().isBlank()) {
            session.evaluate(lab.start(), () -> {});
        }
        List<Step> missed = new ArrayList<>();
        for (Step step : lab.exercises()) {
            if (!step.equals(lab.exercises().get(0)) && !goesOn.getAsBoolean()) {
                return missed.isEmpty();
            }
            MapHistory maps = MapHistory.before(step, scene);
            watcher.accept(new ReplayEvent.StepBegins(lab, step));
            watcher.accept(new ReplayEvent.Typed(step.solution()));
            watcher.accept(new ReplayEvent.Results(session.evaluate(step.solution(), () -> {})));
            maps.states().forEach(watcher);
            StepVerdict verdict = StepVerdict.of(step, scene);
            watcher.accept(new ReplayEvent.Judged(lab, verdict));
            if (!verdict.isPassed()) {
                missed.add(step);
            }
        }
        watcher.accept(new ReplayEvent.LabEnds(lab, missed));
        return missed.isEmpty();
    }
}
