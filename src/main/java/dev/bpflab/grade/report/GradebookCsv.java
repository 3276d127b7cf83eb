package dev.bpflab.grade.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A class as a table for spreadsheets and gradebooks, by RFC 4180: a row for each submission, a column for each step. A cell
 * whose text a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class GradebookCsv {
    private static final String FORMULA = "=+-@\t\r\n|%";

    private GradebookCsv() {}

    /** Returns the table, lines ended by CR LF. */
    public static String of(Gradebook book) {
        CsvSchema.Builder columns = CsvSchema.builder().setLineSeparator("\r\n");
        List.of(
                        "student",
                        "submission",
                        "passed",
                        "marks",
                        "max_points",
                        "extra_marks",
                        "max_extra_points",
                        "seed",
                        "ending",
                        "remark")
                .forEach(columns::addColumn);
        for (StepReport step : book.steps()) {
            columns.addColumn(Statistics.address(step) + " " + safe(step.title()) + " (" + step.maxPoints() + ")");
        }
        try {
            return new CsvMapper()
                    .writerFor(List.class)
                    .with(columns.build().withHeader())
                    .writeValueAsString(
                            book.graded().stream().map(GradebookCsv::row).toList());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("rows of text can always be written", impossible);
        }
    }

    private static List<String> row(Graded graded) {
        SubmissionReport report = graded.report();
        List<String> row = new ArrayList<>(List.of(
                safe(graded.student()),
                safe(graded.name()),
                Boolean.toString(report.passed()),
                ClassText.number(report.marks()),
                Integer.toString(report.maxPoints()),
                ClassText.number(report.extraMarks()),
                Integer.toString(report.maxExtraPoints()),
                Long.toString(report.seed()),
                report.ending().kind().name().toLowerCase(Locale.ROOT),
                safe(report.remark())));
        report.steps().forEach(step -> row.add(ClassText.number(step.marks())));
        return row;
    }

    private static String safe(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
