package dev.bpflab.grade.report;

import static dev.bpflab.chapter.site.Html.escaped;

import dev.bpflab.grade.Graded;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;

/** The page of one submission. What it may tell is in the report that it is given. */
final class StudentPage {
    private final StringBuilder html = new StringBuilder();
    private final SubmissionReport report;

    private StudentPage(SubmissionReport report) {
        this.report = report;
    }

    /** Returns the page's text. */
    static String of(Graded graded) {
        return new StudentPage(graded.report()).text(graded);
    }

    private String text(Graded graded) {
        html.append("<p class=\"marks\"><strong>")
                .append(ClassText.number(report.marks()))
                .append("</strong> of ");
        html.append(report.maxPoints()).append(" points, ").append(report.passed() ? "passed" : "not passed yet");
        if (report.extraMarks() > 0) {
            html.append("; experiments and challenges: ").append(ClassText.number(report.extraMarks()));
            html.append(" of ").append(report.maxExtraPoints()).append(" more");
        }
        html.append(".</p>\n");
        note(report.ending().sentence());
        note(report.remark().isEmpty() ? "" : "It was " + report.remark() + ".");
        errors();
        html.append(steps());
        for (StepReport step : report.steps()) {
            if (step.outcome() != Outcome.PASSED && (!step.optional() || step.marks() > 0)) {
                step(step);
            }
        }
        html.append("<p class=\"small\">Submission <code>")
                .append(escaped(graded.name()))
                .append("</code>, host ");
        html.append(escaped(report.host())).append(", seed ").append(report.seed());
        html.append(". The seed gives the same events again: <code>bpflab check ")
                .append(escaped(report.lab()));
        html.append(" FILE --seed ").append(report.seed()).append("</code></p>\n");
        return html.toString();
    }

    private void note(String sentence) {
        if (!sentence.isEmpty()) {
            html.append("<p class=\"admonitionblock warning\">")
                    .append(escaped(sentence))
                    .append("</p>\n");
        }
    }

    private void errors() {
        if (report.errors().isEmpty()) {
            return;
        }
        html.append("<h2>Snippets that did not run</h2>\n");
        for (SnippetError error : report.errors()) {
            html.append("<h3>Line ").append(error.line()).append("</h3>\n<pre><code>");
            html.append(escaped(error.source())).append("</code></pre>\n<pre class=\"said\">");
            html.append(escaped(error.message())).append("</pre>\n");
        }
    }

    private String steps() {
        html.append("<h2>Steps</h2>\n");
        HtmlTable table = new HtmlTable("Points for each step", "Step", "Title", "Outcome", "Points");
        for (StepReport step : report.steps()) {
            String outcome = switch (step.outcome()) {
                case PASSED -> "✓ passed";
                case FAILED -> step.marks() > 0 ? "partly" : "✗ not passed";
                case SKIPPED -> step.marks() > 0 ? "partly" : "not done";
            };
            boolean told = step.outcome() == Outcome.FAILED || (step.marks() > 0 && step.outcome() != Outcome.PASSED);
            String address = Statistics.address(step);
            table.row(
                            told
                                    ? "<a href=\"#step-" + escaped(address) + "\">" + escaped(address) + "</a>"
                                    : escaped(address))
                    .cell(step.title())
                    .cell(outcome)
                    .bar(
                            ClassText.number(step.marks()) + " of " + step.maxPoints(),
                            step.maxPoints() == 0 ? 0 : step.marks() / step.maxPoints())
                    .end();
        }
        return table.toString();
    }

    private void step(StepReport step) {
        String address = Statistics.address(step);
        html.append("<h2 id=\"step-")
                .append(escaped(address))
                .append("\">")
                .append(escaped(address))
                .append(" ");
        html.append(escaped(step.title()))
                .append("</h2>\n<p>")
                .append(escaped(JunitXml.marks(step)))
                .append(".</p>\n");
        for (Finding finding : step.findings()) {
            html.append("<dl class=\"finding\"><dt>Expected</dt><dd>").append(escaped(finding.expected()));
            html.append("</dd><dt>Found</dt><dd>").append(escaped(finding.found()));
            html.append("</dd><dt>Look at</dt><dd>")
                    .append(escaped(finding.hint()))
                    .append("</dd></dl>\n");
        }
    }
}
