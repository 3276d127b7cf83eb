package dev.bpflab.grade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bpflab.grade.agent.IsolatedExaminer;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Simulated;
import dev.bpflab.lab.SubmissionReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class in which everybody but two does harm: each file of {@code attacks} is handed in alone and behind the first steps of
 * the lab. It says what it tries, how its run may end, and throws when it succeeds.
 */
@Tag("jdk")
class AttackSuiteIT {
    private static final String HONEST = """
            var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000);
            var counts = createMap(spec);
            """;

    /** What waits or spins until its time is over is given less of it, and runs all at once. */
    private static final String TAKES_TIME = "// takes all its time";

    private static final Duration LITTLE_TIME = Duration.ofSeconds(10);

    @TempDir
    Path temp;

    private record Attack(String name, String script) {
        boolean takesTime() {
            return script.contains(TAKES_TIME);
        }

        List<String> ends() {
            return script.lines()
                    .filter(line -> line.startsWith("// ends: "))
                    .flatMap(line ->
                            Stream.of(line.substring("// ends: ".length()).split("\\|")))
                    .toList();
        }
    }

    private static SubmissionReport report(Map<String, SubmissionReport> reports, String name) {
        return requireNonNull(reports.get(name), name);
    }

    private static List<Attack> attacks() throws IOException {
        Path folder = Path.of("src/test/resources/dev/bpflab/grade/attacks");
        try (Stream<Path> files = Files.list(folder)) {
            List<Attack> attacks = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replace(".jsh", "");
                attacks.add(new Attack(name, Files.readString(file)));
            }
            return attacks;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyAttackScoresWhatItDeserves() throws Exception {
        // The next tier on demand: -Disolation=OWN_USER.
        Sandbox sandbox = Isolation.valueOf(System.getProperty("isolation", Isolation.BUBBLEWRAP.name()))
                .sandbox();
        List<Attack> attacks = attacks();
        Remains before = Remains.now();
        Map<String, SubmissionReport> reports = new TreeMap<>();
        reports.putAll(grade(
                sandbox, attacks.stream().filter(attack -> !attack.takesTime()).toList(), 2, Duration.ofMinutes(2)));
        reports.putAll(grade(sandbox, attacks.stream().filter(Attack::takesTime).toList(), 12, LITTLE_TIME));
        reports.putAll(grade(sandbox, 2, Duration.ofMinutes(2), this::handInOddNames));
        Stream<DynamicTest> each = attacks.stream()
                .map(attack -> dynamicTest(attack.name(), () -> {
                    SubmissionReport alone = report(reports, "alone/" + attack.name() + ".jsh");
                    SubmissionReport behind = report(reports, "behind/" + attack.name() + ".jsh");
                    assertThat(marks(alone)).as(alone.text()).isEqualTo(marks(report(reports, "honest/nothing.jsh")));
                    assertThat(marks(behind)).as(behind.text()).isEqualTo(marks(report(reports, "honest/two.jsh")));
                    for (SubmissionReport report : List.of(alone, behind)) {
                        assertThat(report.ending().kind().name())
                                .as(report.ending().reason())
                                .isIn(attack.ends());
                        assertThat(report.errors())
                                .noneMatch(error -> error.message().contains("ATTACK SUCCEEDED"));
                    }
                }));
        return Stream.concat(
                each,
                Stream.of(
                        dynamicTest("odd names are names", () -> {
                            assertThat(reports.keySet()).containsAll(ODD_NAMES.values());
                            for (String odd : ODD_NAMES.values()) {
                                assertThat(marks(report(reports, odd)))
                                        .as(odd)
                                        .isEqualTo(marks(report(reports, "honest/two.jsh")));
                            }
                        }),
                        dynamicTest("links to what is not handed in are not followed", () -> {
                            for (String link : List.of("links/shadow.jsh", "links/up.jsh", "links/round.jsh")) {
                                assertThat(report(reports, link).ending().kind())
                                        .as(link)
                                        .isEqualTo(Ending.Kind.REFUSED);
                                assertThat(report(reports, link).text()).doesNotContain("root:");
                            }
                        }),
                        dynamicTest("the others are graded", () -> {
                            assertThat(report(reports, "honest/two.jsh").ending())
                                    .isEqualTo(Ending.COMPLETE);
                            assertThat(report(reports, "honest/two.jsh").points())
                                    .isPositive();
                        }),
                        dynamicTest("nothing is left", before::areAllThereIs)));
    }

    /** Names of files, as addresses write them, and what reports call them. */
    private static final Map<String, String> ODD_NAMES = Map.of(
            "...jsh",
            "...jsh",
            "-rf%20.jsh",
            "-rf .jsh",
            "$(touch%20harm).jsh",
            "$(touch harm).jsh",
            "new%0aline%1b%5b2J.jsh",
            "new\\nline\\u001b[2J.jsh",
            "no%fftext.jsh",
            "no\\xfftext.jsh",
            "%c3%bc".repeat(125) + "x.jsh",
            "ü".repeat(125) + "x.jsh");

    private void handInOddNames(Path folder) throws IOException {
        for (String name : ODD_NAMES.keySet()) {
            Files.writeString(Path.of(URI.create(folder.toUri() + name)), HONEST);
        }
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("shadow.jsh"), Path.of("/etc/shadow"));
        Files.createSymbolicLink(links.resolve("up.jsh"), Path.of("../../secret-checks"));
        Files.createSymbolicLink(links.resolve("round.jsh"), Path.of("round.jsh"));
    }

    private interface HandIn {
        void to(Path folder) throws IOException;
    }

    private static List<Number> marks(SubmissionReport report) {
        return List.of(report.points(), report.marks(), report.extraPoints(), report.extraMarks());
    }

    private Map<String, SubmissionReport> grade(Sandbox sandbox, List<Attack> attacks, int jobs, Duration timeout)
            throws Exception {
        return grade(sandbox, jobs, timeout, folder -> {
            for (Attack attack : attacks) {
                Files.writeString(folder.resolve("alone").resolve(attack.name() + ".jsh"), attack.script());
                Files.writeString(folder.resolve("behind").resolve(attack.name() + ".jsh"), HONEST + attack.script());
            }
        });
    }

    private Map<String, SubmissionReport> grade(Sandbox sandbox, int jobs, Duration timeout, HandIn others)
            throws Exception {
        Path folder = Files.createTempDirectory(temp, "class");
        for (String way : List.of("alone", "behind", "honest")) {
            Files.createDirectory(folder.resolve(way));
        }
        Files.writeString(folder.resolve("honest/two.jsh"), HONEST);
        Files.writeString(folder.resolve("honest/nothing.jsh"), "");
        Files.createDirectories(temp.resolve("secret-checks"));
        others.to(folder);
        Basis by = new Basis("1.0", "2.1", "1", "Process counter", "f", "", "sim", 7, timeout.toSeconds());
        ResultStore results = ResultStore.at(Files.createTempDirectory(temp, "results"));
        Assignment assignment = new Assignment(() -> LabCatalog.bundled().lab("2.1"), Simulated::workspace, timeout);
        try (IsolatedExaminer examiner = IsolatedExaminer.in(sandbox)) {
            return new Grading(assignment, by, examiner, results, 1, jobs)
                    .grade(folder, temp.resolve("none"), Shard.ALL, NOBODY_LOOKS).graded().stream()
                            .collect(Collectors.toMap(Graded::name, Graded::report));
        }
    }

    private static final Grading.Progress NOBODY_LOOKS = new Grading.Progress() {
        @Override
        public void begins(int submissions) {}

        @Override
        public void graded(Graded graded, boolean before) {}
    };
}
