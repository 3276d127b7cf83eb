package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import java.util.List;
import java.util.Optional;

/**
 * A lab as its folder describes it: an introduction, steps in order, and what the learner begins with.
 *
 * @param id what it is called at the prompt, such as {@code 2.1}
 * @param title its title, without the id
 * @param version the author's version; progress made on one version is not carried over to another
 * @param intro what stands before the first step
 * @param steps the steps in order, at least one
 * @param outro what stands after the last step; may be empty
 * @param start the source of {@code start.jsh}; may be empty
 */
public record Lab(
        String id, String title, String version, List<Block> intro, List<Step> steps, List<Block> outro, String start) {
    public Lab {
        intro = List.copyOf(intro);
        steps = List.copyOf(steps);
        outro = List.copyOf(outro);
    }

    /** Returns the step with this id. */
    public Optional<Step> step(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** Returns a step's number, from 1. */
    public int number(Step step) {
        return steps.indexOf(step) + 1;
    }

    /** Returns how many points all steps together give, optional ones included. */
    public int points() {
        return steps.stream().mapToInt(Step::points).sum();
    }
}
