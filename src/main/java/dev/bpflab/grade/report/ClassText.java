package dev.bpflab.grade.report;

import dev.bpflab.grade.Basis;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.report.Statistics.Answer;
import dev.bpflab.grade.report.Statistics.StepCount;
import dev.bpflab.lab.SubmissionReport;
import java.math.BigDecimal;
import java.util.Locale;

/** A class as lines that people read. */
public final class ClassText {
    private static final int MOST_ANSWERS = 10;
    private static final int LONGEST_NAME = 40;

    private ClassText() {}

    /** Returns the class with the reasons for every submission's marks. */
    public static String full(Gradebook book) {
        StringBuilder text = new StringBuilder();
        book.graded().forEach(each -> text.append(each.report().text()).append('\n'));
        return text.append(overview(book)).toString();
    }

    /** Returns the class in a table, with what is common in it. */
    public static String overview(Gradebook book) {
        Basis by = book.by();
        StringBuilder text = new StringBuilder();
        text.append("Lab ").append(by.lab()).append(": ").append(by.title());
        text.append(" (version ").append(by.version()).append(", host ").append(by.host());
        text.append(by.seed() == 0 ? ", a seed for each" : ", seed " + by.seed());
        text.append(by.hidden().isEmpty() ? "" : ", with hidden checks").append(")\n");
        book.tiers().forEach(tier -> text.append("isolation: ").append(tier).append('\n'));
        text.append('\n');
        int width = book.graded().stream()
                .mapToInt(each -> shortened(each.name()).length())
                .max()
                .orElse(0);
        book.graded().forEach(each -> text.append(line(each, width)));
        return text.append(summary(Statistics.of(book))).toString();
    }

    private static String line(Graded graded, int width) {
        SubmissionReport report = graded.report();
        String extra = report.extraMarks() == 0 ? "" : " +" + number(report.extraMarks());
        String remark = report.remark().isEmpty() ? "" : "  " + report.remark();
        String ending = report.ending().sentence();
        return String.format(
                Locale.ROOT,
                "%-" + Math.max(1, width) + "s  %6s of %d%-6s  %s%s%s%n",
                shortened(graded.name()),
                number(report.marks()),
                report.maxPoints(),
                extra,
                report.passed() ? "passed" : "not passed",
                ending.isEmpty() ? "" : "  " + ending,
                remark);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static String summary(Statistics counts) {
        StringBuilder text = new StringBuilder("\n");
        text.append(counts.submissions()).append(counts.submissions() == 1 ? " submission, " : " submissions, ");
        text.append(counts.passed()).append(" passed; mean ").append(number(counts.mean()));
        text.append(" and median ")
                .append(number(counts.median()))
                .append(" of ")
                .append(counts.maxPoints());
        text.append(" points.\n");
        for (StepCount step : counts.hardest().stream().limit(5).toList()) {
            text.append("  step ")
                    .append(step.address())
                    .append(", ")
                    .append(step.title())
                    .append(": ");
            text.append(counts.submissions() - step.passed()).append(" did not pass it\n");
        }
        if (!counts.answers().isEmpty()) {
            text.append("\nCommon wrong answers:\n");
        }
        for (Answer answer : counts.answers().stream().limit(MOST_ANSWERS).toList()) {
            text.append("  ")
                    .append(answer.names().size())
                    .append(" times, step ")
                    .append(answer.address());
            text.append(": ").append(answer.found()).append('\n');
        }
        return text.toString();
    }

    /** Returns marks without decimals that say nothing. */
    public static String number(double marks) {
        return BigDecimal.valueOf(marks).stripTrailingZeros().toPlainString();
    }
}
