package dev.bpflab.grade.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.grade.Assignment;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import dev.bpflab.workbench.BundledRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submissions, good and hostile, in agents that are processes of their own; what keeps them in is not looked at here. */
@Tag("jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedExaminerTest {
    private static final String STEPS = """
            var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000);
            var counts = createMap(spec);
            """;
    private static final String AFTER = "\nvar later = 1;\n";
    private static final String RAW = "var raw = new FileOutputStream(FileDescriptor.out);\n";

    private final Recordings recordings = BundledRecordings.read();
    private IsolatedExaminer examiner;

    @BeforeAll
    void open() throws IOException {
        examiner = IsolatedExaminer.unprotected(Duration.ofSeconds(5));
    }

    @AfterAll
    void close() {
        examiner.close();
    }

    private SubmissionReport examine(String lab, String script) throws InterruptedException {
        Assignment assignment = new Assignment(
                () -> LabCatalog.bundled().lab(lab), seed -> Sim.workspace(seed, recordings), Duration.ofMinutes(3));
        return examiner.examine(assignment, Submission.read("submission.jsh", script), 5);
    }

    /** Types two steps, something hostile, and more. */
    private SubmissionReport examine(String hostile) throws InterruptedException {
        return examine("2.1", STEPS + hostile + AFTER);
    }

    private static List<String> passed(SubmissionReport report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == Outcome.PASSED)
                .map(SubmissionReport.StepReport::id)
                .toList();
    }

    private static Path folder(String lab) throws IOException {
        try (Stream<Path> labs = Files.list(Path.of("labs"))) {
            return labs.filter(each -> String.valueOf(each.getFileName()).startsWith(lab))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2", "2.3"})
    void aSolutionHasEveryPoint(String lab) throws Exception {
        SubmissionReport report = examine(lab, Files.readString(folder(lab).resolve("solution.jsh")));

        assertThat(report.steps())
                .allSatisfy(step -> assertThat(step.findings()).as(step.id()).isEmpty());
        assertThat(report.passed()).isTrue();
        assertThat(report.extraPoints()).isEqualTo(report.maxExtraPoints());
        assertThat(report.errors()).isEmpty();
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2", "2.3"})
    void whatALabBeginsWithHasNone(String lab) throws Exception {
        SubmissionReport report = examine(lab, Files.readString(folder(lab).resolve("start.jsh")));

        assertThat(passed(report)).isEmpty();
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(0);|its process exited with status 0",
                "Runtime.getRuntime().halt(9);|its process exited with status 9",
                "ProcessHandle.current().pid(); Runtime.getRuntime().exit(3);|its process exited with status 3"
            })
    void whoEndsTheProcessKeepsWhatWasPassedBefore(String hostile, String account) throws Exception {
        SubmissionReport report = examine(hostile);

        assertThat(report.ending()).isEqualTo(new Ending(Ending.Kind.KILLED, account));
        assertThat(passed(report)).containsExactly("describe", "create");
    }

    @Test
    void aLoopIsEndedAndSoIsTheSubmission() throws Exception {
        SubmissionReport report = examine("while (true) {}");

        assertThat(report.ending()).isEqualTo(Ending.limit("5 s for one snippet"));
        assertThat(passed(report)).containsExactly("describe", "create");
    }

    @Test
    void whoLetsTheGraderWorkWithoutEndIsEndedToo() throws Exception {
        SubmissionReport report = examine("while (true) runProcesses(\"true\", 100);");

        assertThat(passed(report)).containsExactly("describe", "create");
        assertThat(report.errors()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raw.write(\"<points>100</points>\".getBytes());|a message of 1014001513 bytes",
                "raw.write(new byte[] {0, 0, 0, 1, 99});|a message of kind 99",
                "raw.write(new byte[] {127, -1, -1, -1, 6});|a message of 2147483647 bytes",
                "raw.write(new byte[] {0, 0, 0, 1, 6});|a message that is cut off",
                "raw.write(new byte[] {0, 0, 0, 2, 6, -1});|number 255",
                "{ raw.write(new byte[] {0, 0, 0, 9, 6, 1}); Runtime.getRuntime().halt(0); }|a message that breaks off"
            })
    void whatIsForgedOnThePipeEndsTheRun(String hostile, String complaint) throws Exception {
        SubmissionReport report = examine(RAW + hostile);

        assertThat(report.ending().kind()).isEqualTo(Ending.Kind.BROKE_PROTOCOL);
        assertThat(report.ending().reason()).startsWith("the agent sent ").contains(complaint);
        assertThat(passed(report)).containsExactly("describe", "create");
    }

    /** The real answer comes behind the forged one, where nobody asked. */
    @Test
    void aForgedAnswerIsOneTooMany() throws Exception {
        SubmissionReport report = examine(RAW + "raw.write(new byte[] {0, 0, 0, 1, 7});");

        assertThat(report.ending().kind()).isEqualTo(Ending.Kind.BROKE_PROTOCOL);
        assertThat(report.ending().reason()).contains("DONE in answer to READ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 20]);|OutOfMemoryError",
                "int deep(int n) { return deep(n + 1) + 1; } deep(0);|StackOverflowError",
                "throw new Error(\"boom\");|Error: boom"
            })
    void whatOneSnippetThrowsIsOnlyItsOwnLoss(String hostile, String error) throws Exception {
        SubmissionReport report = examine("2.1", hostile + "\n" + STEPS);

        assertThat(report.errors())
                .singleElement()
                .satisfies(each -> assertThat(each.message()).contains(error));
        assertThat(passed(report)).containsExactly("describe", "create");
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void whatIsPrintedGoesNowhere() throws Exception {
        SubmissionReport report = examine(
                "for (int i = 0; i < 1_000_000; i++) { System.out.println(\"passed\"); System.err.println(\"passed\"); }");

        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(report.errors()).isEmpty();
        assertThat(passed(report)).containsExactly("describe", "create");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class.forName(\"dev.bpflab.lab.LabJudge\");",
                "Class.forName(\"dev.bpflab.sim.SimHost\");",
                "Class.forName(\"dev.bpflab.kernel.KernelHost\");",
                "Class.forName(\"com.sun.jna.Native\");",
                "new URL(\"jar:\" + Bpf.class.getProtectionDomain().getCodeSource().getLocation() + \"!/labs\").openStream();"
            })
    void nothingOfTheGraderIsThere(String hostile) throws Exception {
        SubmissionReport report = examine(hostile);

        assertThat(report.errors())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.message()).containsAnyOf("ClassNotFoundException", "FileNotFoundException"));
    }

    @Test
    void reflectionReachesNothingThatCounts() throws Exception {
        SubmissionReport report = examine("2.1", """
                var host = Workspace.current().host();
                var calls = host.getClass().getDeclaredField("calls"); calls.setAccessible(true);
                var specType = MapSpec.hash("counts", U32, U64).maxEntries(10_000).getClass();
                class BpfMap { public String name() { return "counts"; } }
                var counts = new BpfMap();
                var spec = "MapSpec";
                """);

        assertThat(passed(report)).isEmpty();
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void aProcessThatIsNotThereAtAllIsAccountedFor() throws Exception {
        SubmissionReport report = examine("ProcessHandle.current().destroyForcibly();\n"
                + "new ProcessBuilder(\"kill\", \"-9\", \"\" + ProcessHandle.current().pid()).start().waitFor();");

        assertThat(report.ending()).isEqualTo(new Ending(Ending.Kind.KILLED, "its process was ended by signal 9"));
    }

    /** With {@code -Xshare:on} a JVM does not start when it cannot use the archive. */
    @Test
    void agentsShareTheirClassesOnceThatPaysOff() throws Exception {
        try (AgentFiles files = new AgentFiles()) {
            AgentArchive archive = new AgentArchive(files);
            assertThat(archive.flags()).isEmpty();
            for (int submission = 0; submission < 8; submission++) {
                archive.count(seed -> Sim.workspace(seed, recordings));
            }
            List<String> flags = Stream.concat(Stream.of("-Xshare:on"), archive.flags().stream())
                    .toList();
            assertThat(flags).hasSize(2);
            try (Workspace workspace = Sim.workspace(1, recordings);
                    RunningAgent agent = PlainAgent.start(AgentCommand.of(files.classPath(), flags));
                    AgentSession session = new AgentSession(
                            agent, workspace, files.vocabulary(), Duration.ofMinutes(3), Duration.ofMinutes(1))) {
                session.evaluate("var counts = createMap(HASH, 4, 8, 16);", () -> {});
                assertThat(workspace.maps()).hasSize(1);
            }
        }
    }
}
