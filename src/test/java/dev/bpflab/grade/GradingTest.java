package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.grade.report.ClassJson;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Simulated;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with an examiner that says of every submission that it was not run, but for its seed and a part of its text. */
class GradingTest {
    private static final Assignment ASSIGNMENT =
            new Assignment(() -> LabCatalog.bundled().lab("2.1"), Simulated::workspace, Duration.ofSeconds(60));

    @TempDir
    Path temp;

    private Path folder;
    private final ConcurrentLinkedQueue<String> examined = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void handIn() throws IOException {
        folder = Files.createDirectory(temp.resolve("class"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("s" + i + ".jsh"), "var a = " + i + ";");
        }
    }

    private final class Echo implements Examiner {
        @Override
        public String tier() {
            return "none";
        }

        @Override
        public SubmissionReport examine(Assignment assignment, Submission submission, long seed)
                throws InterruptedException {
            String text = submission.parts().get(0).source().strip();
            examined.add(submission.name());
            switch (text) {
                case "throw" -> throw new IllegalStateException("a bug of ours");
                case "overflow" -> throw new StackOverflowError();
                case "interrupt" -> throw new InterruptedException();
                default -> {
                    return assignment.notRun(submission.name(), new Ending(Ending.Kind.KILLED, text), seed);
                }
            }
        }
    }

    private Gradebook grade(Path store, long seed, int jobs, Shard shard) throws IOException, InterruptedException {
        Basis by = new Basis("1.0", "2.1", "1", "Process counter", "f", "", "sim", seed, 60);
        ResultStore results = ResultStore.at(store);
        return new Grading(ASSIGNMENT, by, new Echo(), results, results.secret(99), jobs)
                .grade(folder, temp.resolve("none"), shard, new Grading.Progress() {
                    @Override
                    public void begins(int submissions) {}

                    @Override
                    public void graded(Graded graded, boolean before) {}
                });
    }

    @Test
    void theSameClassGivesTheSameReportHoweverManyRunAtOnce() throws IOException, InterruptedException {
        String one = ClassJson.of(grade(temp.resolve("one"), 0, 1, Shard.ALL));
        String four = ClassJson.of(grade(temp.resolve("four"), 0, 4, Shard.ALL));
        assertThat(four).isEqualTo(one);
    }

    @Test
    void everySubmissionHasASeedOfItsOwnUnlessOneIsGiven() throws IOException, InterruptedException {
        assertThat(grade(temp.resolve("own"), 0, 2, Shard.ALL).reports())
                .extracting(SubmissionReport::seed)
                .doesNotHaveDuplicates()
                .allMatch(seed -> seed > 0);
        assertThat(grade(temp.resolve("given"), 7, 2, Shard.ALL).reports())
                .extracting(SubmissionReport::seed)
                .containsOnly(7L);
    }

    @Test
    void whatWasGradedIsNotGradedAgain() throws IOException, InterruptedException {
        Gradebook first = grade(temp.resolve("store"), 0, 2, Shard.ALL);
        examined.clear();
        Files.writeString(folder.resolve("s3.jsh"), "var b = 3;");

        Gradebook second = grade(temp.resolve("store"), 0, 2, Shard.ALL);

        assertThat(examined).containsExactly("s3.jsh");
        assertThat(second.graded().get(4)).isEqualTo(first.graded().get(4));
        assertThat(second.graded().get(3)).isNotEqualTo(first.graded().get(3));
    }

    @Test
    void anotherSeedLabOrProgramGradesAnew() throws IOException, InterruptedException {
        grade(temp.resolve("store"), 1, 2, Shard.ALL);
        examined.clear();
        grade(temp.resolve("store"), 2, 2, Shard.ALL);
        assertThat(examined).hasSize(10);
    }

    @Test
    void aResultThatIsCutShortIsGradedAgain() throws IOException, InterruptedException {
        Path store = temp.resolve("store");
        Gradebook first = grade(store, 0, 2, Shard.ALL);
        Path file = store.resolve(first.graded().get(0).key() + ".json");
        Files.writeString(file, Files.readString(file).substring(0, 40));
        examined.clear();

        assertThat(ClassJson.of(grade(store, 0, 2, Shard.ALL))).isEqualTo(ClassJson.of(first));
        assertThat(examined).containsExactly("s0.jsh");
    }

    @Test
    void oneBadSubmissionDisturbsNoOther() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("s1.jsh"), "throw");
        Files.writeString(folder.resolve("s2.jsh"), "overflow");
        Files.write(folder.resolve("s4.jsh"), new byte[] {(byte) 0xff});

        Gradebook book = grade(temp.resolve("store"), 0, 2, Shard.ALL);

        assertThat(book.reports())
                .extracting(report -> report.ending().kind())
                .containsExactly(
                        Ending.Kind.KILLED,
                        Ending.Kind.REFUSED,
                        Ending.Kind.REFUSED,
                        Ending.Kind.KILLED,
                        Ending.Kind.REFUSED,
                        Ending.Kind.KILLED,
                        Ending.Kind.KILLED,
                        Ending.Kind.KILLED,
                        Ending.Kind.KILLED,
                        Ending.Kind.KILLED);
        assertThat(book.reports().get(1).ending().sentence()).contains("the grader failed on it", "a bug of ours");
        examined.clear();
        grade(temp.resolve("store"), 0, 2, Shard.ALL);
        assertThat(examined)
                .as("what failed for our own fault is tried again")
                .containsExactlyInAnyOrder("s1.jsh", "s2.jsh");
    }

    @Test
    void anInterruptionLeavesWhatIsDone() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("s7.jsh"), "interrupt");
        assertThatThrownBy(() -> grade(temp.resolve("store"), 0, 1, Shard.ALL)).isInstanceOf(Exception.class);
        Files.writeString(folder.resolve("s7.jsh"), "var a = 7;");
        examined.clear();

        Gradebook book = grade(temp.resolve("store"), 0, 1, Shard.ALL);

        assertThat(examined).contains("s7.jsh").doesNotContain("s0.jsh", "s6.jsh");
        assertThat(ClassJson.of(book)).isEqualTo(ClassJson.of(grade(temp.resolve("whole"), 0, 1, Shard.ALL)));
    }

    @Test
    void thePartsTogetherAreTheClass() throws IOException, InterruptedException, Gradebook.Unmergeable {
        List<ResultStore> stores = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            Path store = temp.resolve("part" + part);
            grade(store, 5, 1, new Shard(part, 4));
            stores.add(ResultStore.existing(store));
        }
        assertThat(examined).hasSize(10);
        assertThat(ClassJson.of(Gradebook.merged(stores)))
                .isEqualTo(ClassJson.of(grade(temp.resolve("whole"), 5, 2, Shard.ALL)));
        assertThatThrownBy(() -> Gradebook.merged(stores.subList(0, 3))).hasMessage("part 4/4 is missing");
    }

    @Test
    void partsMayShareAFolder() throws IOException, InterruptedException, Gradebook.Unmergeable {
        Path store = temp.resolve("shared");
        grade(store, 0, 1, new Shard(2, 2));
        grade(store, 0, 1, new Shard(1, 2));
        assertThat(Gradebook.merged(List.of(ResultStore.existing(store))).graded())
                .extracting(Graded::name)
                .containsExactly(
                        "s0.jsh", "s1.jsh", "s2.jsh", "s3.jsh", "s4.jsh", "s5.jsh", "s6.jsh", "s7.jsh", "s8.jsh",
                        "s9.jsh");
    }

    @Test
    void whatDoesNotBelongTogetherIsNotMerged() throws IOException, InterruptedException {
        grade(temp.resolve("a"), 1, 1, new Shard(1, 2));
        grade(temp.resolve("b"), 2, 1, new Shard(2, 2));
        List<ResultStore> both =
                List.of(ResultStore.existing(temp.resolve("a")), ResultStore.existing(temp.resolve("b")));
        assertThatThrownBy(() -> Gradebook.merged(both)).hasMessageContaining("not graded by the same");

        Path broken = Files.createDirectory(temp.resolve("empty"));
        assertThatThrownBy(() -> Gradebook.merged(List.of(ResultStore.existing(broken))))
                .hasMessage("there are no results");
        Path store = temp.resolve("a");
        try (var files = Files.list(store)) {
            Files.delete(files.filter(file -> file.toString().matches(".*/[0-9a-f]{32}\\.json"))
                    .findFirst()
                    .orElseThrow());
        }
        grade(temp.resolve("c"), 1, 1, new Shard(2, 2));
        assertThatThrownBy(() ->
                        Gradebook.merged(List.of(ResultStore.existing(store), ResultStore.existing(temp.resolve("c")))))
                .hasMessage("1 submission is not graded yet; run their part again, it goes on");
    }
}
