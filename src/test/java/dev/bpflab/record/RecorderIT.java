package dev.bpflab.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import dev.bpflab.sim.StackRecording;
import dev.bpflab.sim.StackRecording.At;
import dev.bpflab.sim.StackRecording.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded on the live kernel is what happened there, and the simulated kernel can play it. */
class RecorderIT {
    private Workspace workspace;

    @BeforeEach
    void open() {
        var probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        workspace = Live.workspace();
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
    }

    @Test
    void executionsAreThoseOfTheCommandAndOfWhatItStarts() throws IOException {
        ExecRecording recording =
                new ExecRecorder(workspace).record(List.of("/bin/sh", "-c", "ls / && (date; exec id)"));
        assertThat(recording.events()).extracting(ExecRecording.Event::comm).containsExactly("sh", "ls", "date", "id");
        assertThat(recording.events().get(0).nanos()).isZero();
        assertThat(recording.events()).isSortedAccordingTo((a, b) -> Long.compare(a.nanos(), b.nanos()));
        assertThat(recording.events()).extracting(ExecRecording.Event::pid).doesNotHaveDuplicates();
        assertThat(ExecRecording.parse(String.join("\n", recording.lines()))).isEqualTo(recording);
        try (Workspace simulated = Sim.workspace(1, recording)) {
            assertThat(simulated.runProcesses("date", 1)).hasSize(1);
        }
    }

    @Test
    void aCommandThatThereIsNotLeavesNothingAttached() {
        assertThatThrownBy(() -> new ExecRecorder(workspace).record(List.of("/no/such/command")))
                .isInstanceOf(IOException.class);
        assertThat(workspace.links()).isEmpty();
    }

    @Test
    void stacksAreThoseOfWhatWasRunForThem() {
        StackRecording recording = new StackRecorder(workspace).record(Duration.ofMillis(300));
        assertThat(workspace.links()).isEmpty();
        assertThat(innermost(recording, At.SAMPLE, StackRecording.BURNING)).contains(StackRecording.BURNING);
        assertThat(recording.stacks()).anySatisfy(stack -> {
            assertThat(stack.at()).isEqualTo(At.SWITCH);
            assertThat(stack.task()).isEqualTo(StackRecording.SLEEPING);
            // It sleeps 50 times, and some may end before it has left its CPU.
            assertThat(stack.count()).isBetween(25L, 50L);
            assertThat(stack.kernel()).anyMatch(frame -> frame.startsWith("__x64_sys_nanosleep+"));
            assertThat(stack.user().get(0)).startsWith(StackRecording.SLEEPING + "+");
        });
        assertThat(StackRecording.parse(String.join("\n", recording.lines())).stacks())
                .isEqualTo(recording.stacks());
        try (Workspace simulated = Sim.workspace(1, Recordings.NONE.with(recording))) {
            assertThat(simulated.host().symbols().kallsyms()).contains(" T __x64_sys_nanosleep\n");
        }
    }

    private static List<String> innermost(StackRecording recording, At at, String task) {
        return recording.stacks().stream()
                .filter(stack -> stack.at() == at && stack.task().equals(task))
                .map(Stack::user)
                .map(user -> user.get(0).replaceAll("\\+.*", ""))
                .distinct()
                .toList();
    }
}
