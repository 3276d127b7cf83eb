package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bpflab grade} on a small class whose submissions are trusted: who did the first steps, who did none, who did what else. */
@Tag("jdk")
class GradeCommandTest {
    private static final String TWO_STEPS =
            "var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000);\nvar counts = createMap(spec);\n";

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void handIn() throws IOException {
        folder = Files.createDirectory(temp.resolve("class"));
        Files.writeString(folder.resolve("ada.jsh"), TWO_STEPS);
        Files.createDirectory(folder.resolve("bob"));
        Files.writeString(folder.resolve("bob/lab.jsh"), "// bpflab lab 2.2 version 1\nvar a = 1;\n");
        Files.createDirectory(folder.resolve("carol"));
    }

    private Cli.Ended grade(String... more) {
        List<String> args = new ArrayList<>(List.of("grade", "2.1", folder.toString(), "--trust-submissions"));
        args.addAll(List.of(more));
        return new Cli(temp).run(args.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("--format", "json"));
        args.addAll(List.of(more));
        return new ObjectMapper().readTree(grade(args.toArray(String[]::new)).out());
    }

    @Test
    void oneCommandGivesEveryoneMarks() {
        Cli.Ended ended = grade();

        assertThat(ended.status()).as(ended.err()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out())
                .contains("ada.jsh", "2 of 18", "3 submissions, 0 passed")
                .contains("made for lab 2.2 version 1, judged as lab 2.1 version 1")
                .contains("there is no .jsh file in this folder")
                .contains("isolation: none");
        assertThat(ended.err()).contains("3 submissions to grade", "3 of 3 graded");
    }

    @Test
    void allReportsAreWrittenAndARerunGradesNothingAgain() throws IOException {
        Path out = temp.resolve("out");
        Cli.Ended first = grade("--out", out.toString());
        assertThat(first.err()).doesNotContain("from before");
        for (String file : List.of(
                "report.txt",
                "report.json",
                "gradebook.csv",
                "junit.xml",
                "gradescope/001-ada.json",
                "html/index.html",
                "html/students/002-bob-lab.html",
                "results/seed")) {
            assertThat(out.resolve(file)).isRegularFile();
        }
        String report = Files.readString(out.resolve("report.json"));

        Cli.Ended second = grade("--out", out.toString());

        assertThat(second.err()).contains("3 of 3 graded (3 from before)");
        assertThat(Files.readString(out.resolve("report.json"))).isEqualTo(report);
    }

    @Test
    void thePartsOfAClassAreMerged() throws IOException {
        String whole = json("--seed", "5").toString();
        for (String part : List.of("1", "2")) {
            grade(
                    "--seed",
                    "5",
                    "--shard",
                    part + "/2",
                    "--out",
                    temp.resolve("part" + part).toString());
        }
        Cli.Ended merged = new Cli(temp)
                .run(
                        "grade",
                        "merge",
                        temp.resolve("part1").toString(),
                        temp.resolve("part2").toString(),
                        "--format",
                        "json");
        assertThat(new ObjectMapper().readTree(merged.out())).hasToString(whole);

        Cli.Ended half =
                new Cli(temp).run("grade", "merge", temp.resolve("part1").toString());
        assertThat(half.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(half.err()).contains("part 2/2 is missing");
    }

    @Test
    void hiddenChecksAreInTheInstructorsReportAlone() throws IOException {
        Path hidden = Files.createDirectory(temp.resolve("hidden"));
        Files.writeString(hidden.resolve("2.1.adoc"), """
                = Hidden checks
                :page-version: 1

                [.hidden#big-enough,points=2]
                == Room for a secret number of processes

                [.check,created=counts,otherwise="Ask for more entries."]
                |===
                |property |expected

                |max_entries |>= 31337
                |===
                """);
        Path out = temp.resolve("out");
        grade("--hidden", hidden.toString(), "--out", out.toString());

        assertThat(Files.readString(out.resolve("report.json"))).contains("31337", "secret number");
        for (String forStudents : List.of("html/students/001-ada.html", "junit.xml", "gradescope/001-ada.json")) {
            assertThat(Files.readString(out.resolve(forStudents)))
                    .contains("Hidden check 1")
                    .doesNotContain("31337", "secret number", "big-enough", "Ask for more");
        }
        assertThat(grade("--hidden", temp.toString()).err()).contains("there is no", "2.1.adoc", "bpflab read grading");
    }

    @Test
    void theHiddenChecksOfTheGuideCanBeUsed() throws IOException {
        String guide = Files.readString(Path.of("chapters/grading.adoc"));
        String example = guide.substring(guide.indexOf("= Hidden checks of lab 2.1"));
        Path hidden = Files.createDirectory(temp.resolve("hidden"));
        Files.writeString(hidden.resolve("2.1.adoc"), example.substring(0, example.indexOf("\n----\n")) + "\n");

        JsonNode report =
                json("--hidden", hidden.toString()).get("submissions").get(0).get("report");

        JsonNode tidy = report.get("steps").get(report.get("steps").size() - 1);
        assertThat(tidy.get("title").asText()).isEqualTo("Names that say something");
        assertThat(tidy.get("points").asInt()).isEqualTo(2);
        assertThat(report.get("steps").get(2).get("findings")).hasSize(3);
    }

    @Test
    void whatCannotBeGradedIsSaidBeforeAnythingRuns() {
        assertThat(List.of(
                        grade("--shard", "5/4").err(),
                        grade("--format", "html").err(),
                        grade("--jobs", "0").err(),
                        new Cli(temp).run("grade", "2.1").err(),
                        new Cli(temp).run("grade", "2.1", "/no/such/folder").err(),
                        new Cli(temp).run("grade", "9.9", folder.toString()).err(),
                        new Cli(temp).run("grade", "merge", "/no/such/folder").err()))
                .satisfiesExactly(
                        err -> assertThat(err).contains("5/4 is no part"),
                        err -> assertThat(err).contains("--out DIR"),
                        err -> assertThat(err).contains("numbers from 1 on"),
                        err -> assertThat(err).contains("bpflab grade LAB DIR"),
                        err -> assertThat(err).contains("it is no folder"),
                        err -> assertThat(err).contains("unknown lab '9.9'"),
                        err -> assertThat(err).contains("there is no folder"));
    }
}
