package dev.bpflab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bpflab.lab.Step.Kind;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a submission did, step by step. Its JSON form is stable: fields are added, never renamed or removed.
 *
 * @param submission what was judged, such as its file name
 * @param lab the lab's id
 * @param version the lab's version
 * @param title the lab's title
 * @param host the host it ran on, {@code sim} or {@code kernel}
 * @param seed what the events came from with which programs were tried out; the same seed gives the same trials
 * @param passed whether every step passed; experiments and challenges do not matter
 * @param points the points of the steps that passed
 * @param maxPoints the points of all steps
 * @param extraPoints the points of the experiments and challenges that passed
 * @param maxExtraPoints the points of all experiments and challenges
 * @param steps one row for each step, in order, then for each experiment and challenge
 * @param errors snippets that did not compile or threw, in order
 * @param ending how the run ended; steps passed before it ended early count
 * @param remark that it was made for another lab or version; empty when it was not
 */
@JsonPropertyOrder({
    "submission",
    "lab",
    "version",
    "title",
    "host",
    "seed",
    "passed",
    "points",
    "maxPoints",
    "extraPoints",
    "maxExtraPoints",
    "steps",
    "errors",
    "marks",
    "extraMarks",
    "ending",
    "remark"
})
public record SubmissionReport(
        String submission,
        String lab,
        String version,
        String title,
        String host,
        long seed,
        boolean passed,
        int points,
        int maxPoints,
        int extraPoints,
        int maxExtraPoints,
        List<StepReport> steps,
        List<SnippetError> errors,
        Ending ending,
        String remark) {
    /** How a step did. */
    public enum Outcome {
        /** Everything was as expected. */
        PASSED,
        /** Something was not as expected. */
        FAILED,
        /** An experiment or challenge, and not as expected. */
        SKIPPED
    }

    /**
     * How a step did.
     *
     * @param number its number among those of its kind, from 1
     * @param id its id
     * @param title its title
     * @param kind what it is to the lab
     * @param outcome how it did
     * @param points what it gave; all or nothing
     * @param maxPoints what it could have given
     * @param findings what was not as expected at the closest attempt; empty when it passed
     * @param marks what it gave with partial credit, to a hundredth
     * @param reason what holds and what does not at that attempt; empty when it passed
     * @param visible whether its title is for students to read
     */
    @JsonPropertyOrder({
        "number",
        "id",
        "title",
        "kind",
        "optional",
        "outcome",
        "points",
        "maxPoints",
        "findings",
        "marks",
        "reason",
        "visible"
    })
    public record StepReport(
            int number,
            String id,
            String title,
            Kind kind,
            Outcome outcome,
            int points,
            int maxPoints,
            List<Finding> findings,
            double marks,
            String reason,
            boolean visible) {
        public StepReport {
            findings = List.copyOf(findings);
        }

        /** Tells whether the lab is passed without it. */
        @JsonProperty
        public boolean optional() {
            return kind == Kind.EXPERIMENT || kind == Kind.CHALLENGE;
        }

        /** Returns what a student may see of it: nothing of what a hidden check looks at and finds. */
        StepReport forStudent() {
            return new StepReport(
                    number,
                    visible ? id : kind.prefix() + number,
                    visible ? title : "Hidden check " + number,
                    kind,
                    outcome,
                    points,
                    maxPoints,
                    findings.stream().map(Finding::forStudent).toList(),
                    marks,
                    reason,
                    visible);
        }
    }

    /**
     * Something that was not as expected.
     *
     * @param expected what was expected
     * @param found what was found
     * @param hint what to look at
     * @param held how many of the things that were looked at, such as the rows of a table, are as expected
     * @param of how many were looked at
     * @param hidden whether a hidden check found it, which is not for students to read
     */
    @JsonPropertyOrder({"expected", "found", "hint", "held", "of", "hidden"})
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Finding(String expected, String found, String hint, int held, int of, boolean hidden) {
        private static final Finding HIDDEN = new Finding(
                Messages.text("submissionReport.whatAHiddenCheckLooks"),
                "something else",
                Messages.text("submissionReport.doesTheProgramDoIts"),
                0,
                1,
                true);

        private Finding forStudent() {
            return hidden ? HIDDEN : this;
        }
    }

    /**
     * A snippet that did not run to its end.
     *
     * @param line the line of the script at which it begins, from 1
     * @param source the snippet
     * @param message what is wrong with it
     */
    @JsonPropertyOrder({"line", "source", "message"})
    public record SnippetError(int line, String source, String message) {}

    public SubmissionReport {
        steps = List.copyOf(steps);
        errors = List.copyOf(errors);
    }

    /** Returns the points of the steps with partial credit, experiments and challenges not included, to a hundredth. */
    @JsonProperty
    public double marks() {
        return marks(steps.stream().filter(step -> !step.optional()));
    }

    /** Returns the points of the experiments and challenges with partial credit, to a hundredth. */
    @JsonProperty
    public double extraMarks() {
        return marks(steps.stream().filter(StepReport::optional));
    }

    private static double marks(Stream<StepReport> of) {
        return Math.round(of.mapToDouble(StepReport::marks).sum() * 100) / 100.0;
    }

    /** Returns the report as its student may read it: without what hidden checks look at, expect and find. */
    public SubmissionReport forStudent() {
        return new SubmissionReport(
                submission,
                lab,
                version,
                title,
                host,
                seed,
                passed,
                points,
                maxPoints,
                extraPoints,
                maxExtraPoints,
                steps.stream().map(StepReport::forStudent).toList(),
                errors,
                ending,
                remark);
    }

    /** Returns the report as JSON, indented, without a final newline. */
    public String json() {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the report as lines that people read. */
    public String text() {
        return ReportText.of(this);
    }
}
