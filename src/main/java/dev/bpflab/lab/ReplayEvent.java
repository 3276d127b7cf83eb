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
     * What a map holds now, and what it held before the last snippets.
     *
     * @param map the variable that holds it
     * @param numbers whether its values are numbers
     * @param existed whether the map was there before
     * @param rows some of its entries, those that the step is about first
     * @param others how many it holds besides
     */
    record MapState(String map, boolean numbers, boolean existed, List<Row> rows, int others) implements ReplayEvent {
        public MapState {
            rows = List.copyOf(rows);
        }
    }

    /**
     * An entry of a map.
     *
     * @param key the key as text
     * @param before the value that was there before; empty when there was none
     * @param now the value; empty when there is none any more
     */
    record Row(String key, String before, String now) {
        /** Tells whether it is not as it was. */
        public boolean isChanged() {
            return !before.equals(now);
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
