package dev.bpflab.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far a learner is with one version of one lab; an immutable value that {@link ProgressStore} keeps as JSON.
 *
 * @param lab the lab's id
 * @param version the lab's version
 * @param current the id of the step the learner is at; empty when the last one was left
 * @param steps what was done with each step that was begun, by its id
 * @param snippets what was typed and ran, in order; evaluating it again brings the learner's work back
 */
@JsonPropertyOrder({"lab", "version", "current", "steps", "snippets"})
public record LabProgress(
        String lab, String version, String current, Map<String, StepProgress> steps, List<Snippet> snippets) {
    /**
     * What was done with a step.
     *
     * @param state how far it is
     * @param attempts how often it was checked
     * @param hints how many hints were taken
     * @param revealed whether the solution was shown
     */
    @JsonPropertyOrder({"state", "attempts", "hints", "revealed"})
    public record StepProgress(StepState state, int attempts, int hints, boolean revealed) {
        static final StepProgress NONE = new StepProgress(StepState.OPEN, 0, 0, false);

        StepProgress withState(StepState newState) {
            return new StepProgress(newState, attempts, hints, revealed);
        }

        StepProgress attemptedOnceMore() {
            return new StepProgress(state, attempts + 1, hints, revealed);
        }

        StepProgress hintedOnceMore() {
            return new StepProgress(state, attempts, hints + 1, revealed);
        }

        StepProgress withSolutionShown() {
            return new StepProgress(state, attempts, hints, true);
        }
    }

    /**
     * A snippet that ran to its end.
     *
     * @param step the id of the step during which it was typed
     * @param source the snippet
     */
    @JsonPropertyOrder({"step", "source"})
    public record Snippet(String step, String source) {}

    public LabProgress {
        steps.values().forEach(Objects::requireNonNull);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        snippets = List.copyOf(snippets);
    }

    /** Returns the progress of someone who has not begun. */
    public static LabProgress begin(Lab lab) {
        return new LabProgress(lab.id(), lab.version(), lab.steps().get(0).id(), Map.of(), List.of());
    }

    /** Returns what was done with a step. */
    public StepProgress of(Step step) {
        return steps.getOrDefault(step.id(), StepProgress.NONE);
    }

    /** Tells whether nothing was done yet. */
    @JsonIgnore
    public boolean isUntouched() {
        return steps.isEmpty() && snippets.isEmpty();
    }

    LabProgress at(String stepId) {
        return new LabProgress(lab, version, stepId, steps, snippets);
    }

    LabProgress with(Step step, StepProgress newProgress) {
        Map<String, StepProgress> changed = new LinkedHashMap<>(steps);
        changed.put(step.id(), newProgress);
        return new LabProgress(lab, version, current, changed, snippets);
    }

    LabProgress without(List<Step> restarted) {
        Map<String, StepProgress> changed = new LinkedHashMap<>(steps);
        List<Snippet> kept = new ArrayList<>(snippets);
        for (Step step : restarted) {
            changed.remove(step.id());
            kept.removeIf(snippet -> snippet.step().equals(step.id()));
        }
        return new LabProgress(lab, version, current, changed, kept);
    }

    LabProgress keeping(Step step, String source) {
        List<Snippet> more = new ArrayList<>(snippets);
        more.add(new Snippet(step.id(), source));
        return new LabProgress(lab, version, current, steps, more);
    }
}
