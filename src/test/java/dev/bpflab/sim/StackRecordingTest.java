package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.sim.StackRecording.At;
import dev.bpflab.sim.StackRecording.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of stacks are read as they are written. */
class StackRecordingTest {
    @Test
    void readsWhatItWrites() {
        StackRecording recording = new StackRecording(List.of(
                new Stack(At.SAMPLE, 0, "burn", 0, 7, List.of(), List.of("burn+0x9", "[unknown]")),
                new Stack(At.SWITCH, 1, "kworker/0:1", 12, 1, List.of("schedule+0x23", "f+0x0 [veth]"), List.of())));
        assertThat(StackRecording.parse(String.join("\n", recording.lines()) + "\n\n")
                        .stacks())
                .isEqualTo(recording.stacks());
        assertThat(recording.lines().get(0))
                .isEqualTo(
                        "{\"at\":\"sample\",\"task\":\"burn\",\"count\":7,\"kernel\":[],\"user\":[\"burn+0x9\",\"[unknown]\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"at\":\"noon\",\"task\":\"burn\",\"count\":1}",
                "{\"at\":\"sample\",\"task\":\"burn\",\"count\":0}",
                "{\"at\":\"sample\",\"task\":\"burn\",\"count\":1,\"kernel\":[\"schedule\"]}",
                "{\"at\":\"sample\",\"task\":\"burn\",\"count\":1,\"kernel\":[\"schedule+0x99999\"]}",
                "{\"at\":\"sample\",\"task\":\"burn\",\"count\":1,\"user\":[[]]}",
                "nothing"
            })
    void namesTheLineThatIsNoStack(String line) {
        assertThatThrownBy(() -> StackRecording.parse("\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2 of the recording is no stack: " + line);
    }

    @Test
    void theRecordingThatCameWithUsHasEveryTaskOfTheStage() {
        List<Stack> stacks = RecordedEvents.ALL.stacks().stacks();
        assertThat(stacks)
                .extracting(stack -> stack.at() + " " + stack.task())
                .contains(
                        "SAMPLE burn",
                        "SWITCH doze",
                        "SWITCH true",
                        "SWITCH bpflab",
                        "SAMPLE swapper/0",
                        "SWITCH swapper/0");
    }
}
