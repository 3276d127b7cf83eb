package dev.bpflab.lab;

import dev.bpflab.lab.LearnerSession.Evaluated;
import java.util.List;

/** What a learner would see next while a lab is walked through. */
public sealed interface ReplayEvent {
    /** The lab begins: its title and introduction. */
    record LabBegins(Lab lab) implements ReplayEvent {}

    /** A step begins: its text. */
    record StepBegins(Lab lab, Step step) implements ReplayEvent {}

    /** This is typed; what it prints comes before the next event. */
    record Typed(String source) implements ReplayEvent {}

    /** The snippets of what was typed, each with its result. */
    record Results(List<Evaluated> snippets) implements ReplayEvent {
        public Results {
            snippets = List.copyOf(snippets);
        }
    }

    /**
     * What a map holds now.
     *
     * @param map the variable that holds it
     * @param key how its keys are read, such as {@code u32}
     * @param value how its values are read
     * @param entries some of its entries, those that the step is about first, each a key and a value as text
     * @param others how many it holds besides
     */
    record MapState(String map, String key, String value, List<List<String>> entries, int others)
            implements ReplayEvent {
        public MapState {
            entries = entries.stream().map(List::copyOf).toList();
        }
    }

    /** The step was checked. */
    record Judged(Lab lab, StepVerdict verdict) implements ReplayEvent {}

    /**
     * The lab is over.
     *
     * @param missed the steps, experiments and challenges that did not pass
     */
    record LabEnds(Lab lab, List<Step> missed) implements ReplayEvent {
        public LabEnds {
            missed = List.copyOf(missed);
        }
    }
}
