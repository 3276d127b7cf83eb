package dev.bpflab.grade.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.grade.Assignment;
import dev.bpflab.grade.TrustingExaminer;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Simulated;
import dev.bpflab.lab.Step.Kind;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Equivalent ways to do a lab pass, whatever they are written like, and those that only look as if fail where they do. */
@Tag("jdk")
class FairnessTest {
    private static final long SEED = 11;

    @TestFactory
    Stream<DynamicTest> everyWayGetsWhatItDeserves() {
        return Stream.of("2.1", "2.2", "2.3").flatMap(FairnessTest::ofLab);
    }

    private static Stream<DynamicTest> ofLab(String labId) {
        Classroom classroom = new Classroom(labId);
        Lab steps = stepsAlone(LabCatalog.bundled().lab(labId));
        Assignment assignment = new Assignment(() -> steps, Simulated::workspace, Duration.ofMinutes(2));
        TrustingExaminer examiner = new TrustingExaminer(Simulated::workspace);
        return classroom.variants().stream()
                .map(variant -> DynamicTest.dynamicTest(labId + " " + variant.name(), () -> {
                    String script =
                            classroom.script(variant, new Random(variant.name().hashCode()));
                    SubmissionReport report =
                            examiner.examine(assignment, Submission.read(variant.name(), script), SEED);
                    assertThat(failed(report)).as(() -> report.text() + script).isEqualTo(variant.failed());
                    assertThat(report.points()).isEqualTo(classroom.points(variant));
                    assertThat(report.marks()).isBetween((double) report.points(), (double) report.maxPoints());
                }));
    }

    /** The experiments and challenges are the labs' own tests' matter. */
    private static Lab stepsAlone(Lab lab) {
        return new Lab(lab.id(), lab.title(), lab.version(), lab.intro(), lab.of(Kind.STEP), lab.outro(), lab.start());
    }

    /** Returns the steps that were not passed. */
    static Set<String> failed(SubmissionReport report) {
        return report.steps().stream()
                .filter(step -> !step.optional() && step.outcome() != Outcome.PASSED)
                .map(StepReport::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
