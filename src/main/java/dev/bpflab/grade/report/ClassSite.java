package dev.bpflab.grade.report;

import static dev.bpflab.chapter.site.Html.escaped;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.chapter.site.SiteException;
import dev.bpflab.chapter.site.SiteFolder;
import dev.bpflab.grade.Basis;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.report.Statistics.Answer;
import dev.bpflab.grade.report.Statistics.StepCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A class as pages of HTML that need no network and no script: {@code index.html} with what the class did as a whole,
 * {@code class/} with a page for each submission as the instructor reads it, {@code students/} with the same for the student,
 * without what hidden checks look at and find.
 */
public final class ClassSite {
    private final Gradebook book;
    private final Statistics counts;
    private final PageFrame frame;

    private ClassSite(Gradebook book) throws IOException {
        this.book = book;
        this.counts = Statistics.of(book);
        this.frame = new PageFrame();
    }

    /**
     * Writes the pages into a folder, which is new, empty, or was written so before, and which is then its owner's alone.
     *
     * @throws SiteException when something else lies there
     */
    public static void write(Gradebook book, Path folder) throws IOException {
        ClassSite site = new ClassSite(book);
        try (SiteFolder written = SiteFolder.at(folder)) {
            site.write(written);
            written.finish();
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void write(SiteFolder folder) throws IOException {
        String title = "Lab " + book.by().lab() + ": " + book.by().title();
        folder.write("index.html", frame.page(title, "", index()).getBytes(UTF_8));
        List<Graded> forStudents = book.forStudents().graded();
        for (int i = 0; i < book.graded().size(); i++) {
            Graded graded = book.graded().get(i);
            String name = graded.name() + ", lab " + book.by().lab();
            String back = "<a href=\"../index.html\">The class</a>";
            folder.write(
                    address("class", i),
                    frame.page(name, back, StudentPage.of(graded)).getBytes(UTF_8));
            folder.write(
                    address("students", i),
                    frame.page(name, "", StudentPage.of(forStudents.get(i))).getBytes(UTF_8));
        }
    }

    private String address(String kind, int place) {
        return kind + "/" + FileNames.of(place, book.graded().get(place)) + ".html";
    }

    private String index() {
        Basis by = book.by();
        StringBuilder html = new StringBuilder("<p class=\"marks\"><strong>" + counts.passed() + "</strong> of "
                + counts.submissions() + " passed; mean " + ClassText.number(counts.mean()) + ", median "
                + ClassText.number(counts.median()) + " of " + counts.maxPoints() + " points.</p>\n");
        html.append("<p class=\"small\">Version ").append(escaped(by.version())).append(", host ");
        html.append(escaped(by.host())).append(by.seed() == 0 ? ", a seed for each" : ", seed " + by.seed());
        html.append(by.hidden().isEmpty() ? "" : ", with hidden checks").append(". Isolation: ");
        html.append(escaped(String.join("; ", book.tiers()))).append(".</p>\n");
        html.append("<h2>Distribution</h2>\n").append(distribution());
        html.append("<h2>Steps</h2>\n").append(steps());
        html.append("<h2>Common wrong answers</h2>\n").append(answers());
        html.append("<h2>Submissions</h2>\n").append(submissions());
        return html.toString();
    }

    private String distribution() {
        HtmlTable table = new HtmlTable("How many have which marks", "Marks", "Submissions");
        int most = Math.max(1, counts.tenths().stream().mapToInt(n -> n).max().orElse(1));
        for (int i = counts.tenths().size() - 1; i >= 0; i--) {
            int n = counts.tenths().get(i);
            String range = i == 10 ? "all points" : 10 * i + " % to less than " + 10 * (i + 1) + " %";
            table.row(range).bar(Integer.toString(n), (double) n / most).end();
        }
        return table.toString();
    }

    private String steps() {
        HtmlTable table = new HtmlTable("How each step went", "Step", "Title", "Passed", "Mean");
        for (StepCount step : counts.steps()) {
            table.row(escaped(step.address()))
                    .cell(step.title())
                    .bar(
                            step.passed() + " of " + counts.submissions(),
                            (double) step.passed() / Math.max(1, counts.submissions()))
                    .number(ClassText.number(step.mean()) + " of " + step.maxPoints())
                    .end();
        }
        String hardest = counts.hardest().stream()
                .findFirst()
                .map(step -> "<p>Fewest passed step " + escaped(step.address()) + ", " + escaped(step.title()) + ": "
                        + step.passed() + " of " + counts.submissions() + ".</p>\n")
                .orElse("");
        return hardest + table;
    }

    private String answers() {
        if (counts.answers().isEmpty()) {
            return "<p>No two submissions gave the same wrong answer.</p>\n";
        }
        HtmlTable table =
                new HtmlTable("Wrong answers that several gave", "Step", "How many", "Found", "Look at", "Who");
        for (Answer answer : counts.answers()) {
            String who = answer.names().stream().map(name -> escaped(name)).collect(Collectors.joining(", "));
            table.row(escaped(answer.address()))
                    .number(Integer.toString(answer.names().size()))
                    .cell(answer.found())
                    .cell(answer.hint())
                    .html("<details><summary>names</summary>" + who + "</details>")
                    .end();
        }
        return table.toString();
    }

    private String submissions() {
        HtmlTable table =
                new HtmlTable("Every submission", "Submission", "Student", "Marks", "More", "Outcome", "Note");
        for (int i = 0; i < book.graded().size(); i++) {
            Graded graded = book.graded().get(i);
            var report = graded.report();
            table.row("<a href=\"" + address("class", i) + "\">" + escaped(graded.name()) + "</a>")
                    .cell(graded.student())
                    .bar(
                            ClassText.number(report.marks()) + " of " + report.maxPoints(),
                            report.maxPoints() == 0 ? 0 : report.marks() / report.maxPoints())
                    .number(report.extraMarks() == 0 ? "" : "+" + ClassText.number(report.extraMarks()))
                    .cell(report.passed() ? "✓ passed" : "✗ not passed")
                    .cell((report.ending().sentence() + " " + report.remark()).strip())
                    .end();
        }
        return table.toString();
    }
}
