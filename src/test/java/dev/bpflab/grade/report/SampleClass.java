package dev.bpflab.grade.report;

import dev.bpflab.grade.Basis;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.Step.Kind;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.ArrayList;
import java.util.List;

/** A class of four: one who has everything, two with the same mistake, one who attacks every reader of a report. */
final class SampleClass {
    /** What would act in HTML, in XML, in a terminal or in a spreadsheet. */
    static final String NASTY =
            "=1+1<script>alert(1)</script>&\"'\u001b[31m\u0000,;\r\n--><![CDATA[]]> \u202egnp.exe \ud83d\ude00 \ufffe";

    static final String SECRET = "the hidden truth is 777";

    private SampleClass() {}

    static Gradebook book() {
        Basis by = new Basis("1.0", "9.1", "3", "A <test>", "abc", "def", "sim", 0, 60);
        return new Gradebook(
                by,
                List.of(
                        graded("ada.jsh", "ada", 2, 2, Ending.COMPLETE, ""),
                        graded("bob/lab.jsh", "bob", 0, 1.5, Ending.COMPLETE, ""),
                        graded(
                                "eve.jsh",
                                "eve",
                                0,
                                0.5,
                                Ending.limit("60 s of wall time"),
                                "made for lab 9.9 version 1"),
                        graded(NASTY, NASTY, 0, 0, new Ending(Ending.Kind.BROKE_PROTOCOL, NASTY), NASTY)));
    }

    private static Graded graded(String name, String student, int points, double marks, Ending ending, String remark) {
        boolean passed = points == 2;
        boolean nasty = name.equals(NASTY);
        List<StepReport> steps = new ArrayList<>();
        steps.add(step(
                1,
                "one",
                Kind.STEP,
                passed,
                2,
                marks,
                finding(nasty ? NASTY : "counts: 1000 -> " + name.length(), false)));
        steps.add(step(1, "more", Kind.EXPERIMENT, false, 3, 0, finding("nothing", false)));
        steps.add(step(1, "proof-of-work", Kind.HIDDEN, passed, 4, passed ? 4 : 0, finding(SECRET, true)));
        SubmissionReport report = new SubmissionReport(
                name,
                "9.1",
                "3",
                "A <test>",
                "sim",
                17,
                passed,
                passed ? 6 : 0,
                6,
                0,
                3,
                steps,
                passed
                        ? List.of()
                        : List.of(new SnippetError(2, nasty ? NASTY : "oops", nasty ? NASTY : "cannot find symbol")),
                ending,
                remark);
        return new Graded(name, student, "0123456789abcdef0123456789abcdef", "bubblewrap", 1.25, report);
    }

    private static Finding finding(String found, boolean hidden) {
        return new Finding(hidden ? SECRET : "counts: 1000 -> 4", found, hidden ? SECRET : "Look again.", 1, 2, hidden);
    }

    private static StepReport step(
            int number, String id, Kind kind, boolean passed, int max, double marks, Finding finding) {
        return new StepReport(
                number,
                id,
                "Title of " + id,
                kind,
                passed ? Outcome.PASSED : kind == Kind.EXPERIMENT ? Outcome.SKIPPED : Outcome.FAILED,
                passed ? max : 0,
                max,
                passed ? List.of() : List.of(finding),
                marks,
                passed ? "" : "0 of 1 check holds",
                kind != Kind.HIDDEN);
    }
}
