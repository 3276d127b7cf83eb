package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.math.BigDecimal;
import java.util.Locale;

/** Writes a report as lines that people read. */
final class ReportText {
    private ReportText() {}

    static String of(SubmissionReport report) {
        StringBuilder text = new StringBuilder();
        text.append("Lab ").append(report.lab()).append(": ").append(report.title());
        text.append(" (")
                .append(report.submission())
                .append(", host ")
                .append(report.host())
                .append(", seed ")
                .append(report.seed())
                .append(")\n\n");
        if (!report.remark().isEmpty()) {
            text.append("It was ").append(report.remark()).append(".\n");
        }
        if (!report.ending().sentence().isEmpty()) {
            text.append(report.ending().sentence()).append('\n');
        }
        for (SnippetError error : report.errors()) {
            text.append("line ")
                    .append(error.line())
                    .append(": ")
                    .append(firstLine(error.source()))
                    .append('\n');
            text.append(indented(error.message())).append('\n');
        }
        for (StepReport step : report.steps()) {
            step(text, step);
        }
        text.append('\n').append(summary(report)).append('\n');
        return text.toString();
    }

    private static void step(StringBuilder text, StepReport step) {
        String outcome = switch (step.outcome()) {
            case PASSED -> "passed ";
            case FAILED -> "FAILED ";
            case SKIPPED -> "skipped";
        };
        text.append(String.format(
                Locale.ROOT,
                "%s %3s. %s%s  %s/%d%n",
                outcome,
                step.kind().prefix() + step.number(),
                step.title(),
                step.optional() ? " (" + step.kind().role() + ")" : "",
                number(step.marks()),
                step.maxPoints()));
        boolean partly = step.marks() > 0 && step.outcome() != SubmissionReport.Outcome.PASSED;
        if (step.outcome() == SubmissionReport.Outcome.FAILED || partly) {
            text.append("          ").append(step.reason()).append('\n');
            for (Finding finding : step.findings()) {
                text.append("          expected: ").append(finding.expected()).append('\n');
                text.append("          found:    ").append(finding.found()).append('\n');
                text.append("          look at:  ").append(finding.hint()).append('\n');
            }
        }
    }

    private static String summary(SubmissionReport report) {
        String points = number(report.marks()) + " of " + report.maxPoints() + " points";
        if (report.passed()) {
            return "Passed, " + points + "." + extras(report);
        }
        StepReport first = report.steps().stream()
                .filter(step -> step.outcome() == SubmissionReport.Outcome.FAILED)
                .findFirst()
                .orElseThrow();
        return text("reportText.notPassedYetTheFirst", points, first.kind().prefix(), first.number(), first.title());
    }

    private static String extras(SubmissionReport report) {
        return report.maxExtraPoints() == 0
                ? ""
                : text(
                        "reportText.experimentsAndChallengesOfPoints",
                        number(report.extraMarks()),
                        report.maxExtraPoints());
    }

    /** Returns marks without decimals that say nothing: 2, 1.5, 0.33. */
    private static String number(double marks) {
        return BigDecimal.valueOf(marks).stripTrailingZeros().toPlainString();
    }

    private static String firstLine(String source) {
        return source.lines().findFirst().orElse("");
    }

    private static String indented(String message) {
        return message.strip().indent(4).stripTrailing();
    }
}
