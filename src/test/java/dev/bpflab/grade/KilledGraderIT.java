package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.kernel.Orphans;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A grader that is killed with SIGKILL: what it isolated ends with it, or at the latest when the next one begins. */
@Tag("jdk")
class KilledGraderIT {
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void leavesNothingThatTheNextOneDoesNotTakeAway(Isolation isolation) throws Exception {
        isolation.sandbox();
        Process grader = sleepingGrader(isolation);
        try (BufferedReader out = grader.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines().anyMatch("runs"::equals)).isTrue();
            List<ProcessHandle> isolated = grader.descendants().toList();
            assertThat(isolated).isNotEmpty();
            assertThat(Orphans.of(grader.pid())).isNotEmpty();
            grader.destroyForcibly().waitFor();
            if (isolation == Isolation.BUBBLEWRAP) {
                for (ProcessHandle process : isolated) {
                    process.onExit().get(20, TimeUnit.SECONDS);
                }
            }
            nextOne(isolation);
            assertThat(Orphans.of(grader.pid())).isEmpty();
            assertThat(groupsOf(grader.pid())).isEmpty();
        } finally {
            grader.destroyForcibly();
        }
    }

    private static Process sleepingGrader(Isolation isolation) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingGrader.class.getName(),
                        isolation.name())
                .start();
    }

    /** Another process, for which nothing of ours is known yet. */
    private static void nextOne(Isolation isolation) throws IOException, InterruptedException {
        Process next = sleepingGrader(isolation);
        try (BufferedReader out = next.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines().anyMatch("runs"::equals)).isTrue();
        } finally {
            ProcessHandle handle = next.toHandle();
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            assertThat(next.waitFor()).isZero();
        }
    }

    private static List<Path> groupsOf(long pid) throws IOException {
        CgroupParents parents = CgroupParents.find();
        for (Path parent : Stream.concat(parents.memory().stream(), parents.tasks().stream())
                .toList()) {
            try (Stream<Path> groups = Files.list(parent)) {
                List<Path> left = groups.filter(
                                group -> group.getFileName().toString().startsWith("bpflab-" + pid + "-"))
                        .toList();
                if (!left.isEmpty()) {
                    return left;
                }
            }
        }
        return List.of();
    }
}
