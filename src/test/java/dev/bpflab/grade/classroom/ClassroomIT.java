package dev.bpflab.grade.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.grade.Assignment;
import dev.bpflab.grade.Basis;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.Grading;
import dev.bpflab.grade.ResultStore;
import dev.bpflab.grade.Sandbox;
import dev.bpflab.grade.Shard;
import dev.bpflab.grade.agent.IsolatedExaminer;
import dev.bpflab.grade.classroom.Classroom.Member;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Simulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small class with hostile submissions in it, isolated; {@code src/bench/grading.py} grades one of 300. */
@Tag("jdk")
class ClassroomIT {
    @TempDir
    Path temp;

    @Test
    void everyoneGetsWhatTheyDeserveNextToHostileOnes() throws IOException, InterruptedException {
        assumeTrue(Sandbox.probe().tier().isPresent(), "nothing isolates submissions here");
        Classroom classroom = new Classroom("2.1");
        List<Member> members = classroom.members(8, 4, 3);
        Path folder = Files.createDirectory(temp.resolve("class"));
        for (Member member : members) {
            Files.writeString(folder.resolve(member.file()), member.script());
        }
        Assignment assignment =
                new Assignment(() -> LabCatalog.bundled().lab("2.1"), Simulated::workspace, Duration.ofSeconds(60));
        Basis by = new Basis("test", "2.1", "1", "Process counter", "f", "", "sim", 0, 60);
        Gradebook book;
        try (Examiner examiner = IsolatedExaminer.in(Sandbox.best())) {
            ResultStore store = ResultStore.at(temp.resolve("results"));
            book = new Grading(assignment, by, examiner, store, 7, 2)
                    .grade(folder, temp.resolve("none"), Shard.ALL, new Silent());
        }

        assertThat(book.graded())
                .extracting(Graded::name)
                .containsExactlyElementsOf(members.stream().map(Member::file).toList());
        assertThat(members).extracting(member -> member.variant().name()).contains("endless-loop", "exits");
        for (int i = 0; i < members.size(); i++) {
            Variant variant = members.get(i).variant();
            assertThat(book.graded().get(i).report())
                    .as(variant.name())
                    .satisfies(
                            report -> assertThat(FairnessTest.failed(report)).isEqualTo(variant.failed()),
                            report -> assertThat(report.points()).isEqualTo(classroom.points(variant)),
                            report -> assertThat(report.ending().kind()).isEqualTo(variant.ending()));
        }
    }

    private static final class Silent implements Grading.Progress {
        @Override
        public void begins(int submissions) {}

        @Override
        public void graded(Graded graded, boolean before) {}
    }
}
