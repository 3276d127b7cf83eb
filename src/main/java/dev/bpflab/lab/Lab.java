package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.lab.Step.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A lab as its folder describes it: an introduction, steps in order, what the learner begins with, and experiments and
 * challenges, without which it is passed too.
 *
 * @param id what it is called at the prompt, such as {@code 2.1}
 * @param title its title, without the id
 * @param version the author's version; progress made on one version is not carried over to another
 * @param intro what stands before the first step
 * @param exercises at least one step, then the experiments and challenges, each kind in its order
 * @param outro what else stands after the last step; may be empty
 * @param start the source of {@code start.jsh}; may be empty
 */
public record Lab(
        String id,
        String title,
        String version,
        List<Block> intro,
        List<Step> exercises,
        List<Block> outro,
        String start) {
    public Lab {
        intro = List.copyOf(intro);
        exercises = List.copyOf(exercises);
        outro = List.copyOf(outro);
    }

    /** Returns the same lab with other exercises. */
    Lab with(List<Step> others) {
        return new Lab(id, title, version, intro, others, outro, start);
    }

    /** Returns the steps in order, which all have to be passed. */
    public List<Step> steps() {
        return of(Kind.STEP);
    }

    /** Returns the experiments and challenges. */
    public List<Step> extras() {
        return exercises.stream().filter(Step::optional).toList();
    }

    /** Returns those of a kind, in order. */
    public List<Step> of(Kind kind) {
        return exercises.stream().filter(step -> step.kind() == kind).toList();
    }

    /** Returns what counts whenever it was done: experiments, challenges and hidden steps. */
    List<Step> apart() {
        return exercises.stream().filter(step -> step.kind() != Kind.STEP).toList();
    }

    /** Returns the step, experiment or challenge with this id. */
    public Optional<Step> step(String stepId) {
        return exercises.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** Returns the one that a learner means by its {@link #address} or its id: {@code 3}, {@code e1}, {@code by-comm}. */
    public Optional<Step> find(String addressOrId) {
        return exercises.stream()
                .filter(step -> address(step).equalsIgnoreCase(addressOrId))
                .findFirst()
                .or(() -> step(addressOrId));
    }

    /** Returns a step's number among those of its kind, from 1. */
    public int number(Step step) {
        return of(step.kind()).indexOf(step) + 1;
    }

    /** Returns the short form by which a learner goes to it: {@code 3}, {@code e1}, {@code c1}. */
    public String address(Step step) {
        return step.kind().prefix() + number(step);
    }

    /** Returns how it is called: {@code Step 3}, {@code Experiment 1}, {@code Challenge 1}. */
    public String name(Step step) {
        return step.kind().title() + " " + number(step);
    }

    /** Returns how it is called with how many there are: {@code Step 3 of 14}. */
    public String nameOfAll(Step step) {
        return name(step) + " of " + of(step.kind()).size();
    }

    /** Returns how many points all steps together give, with the hidden ones; experiments and challenges not included. */
    public int points() {
        return exercises.stream()
                .filter(step -> !step.optional())
                .mapToInt(Step::points)
                .sum();
    }

    /** Returns how many points the experiments and challenges give together. */
    public int extraPoints() {
        return extras().stream().mapToInt(Step::points).sum();
    }
}
