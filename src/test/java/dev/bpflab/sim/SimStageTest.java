package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.StartedProcess;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimStageTest {
    private static final ExecRecording RECORDING = ExecRecording.parse("""
            {"ns":0,"cpu":1,"pid":7,"old_pid":7,"comm":"git","filename":"/usr/bin/git"}

            {"ns":5000,"cpu":0,"pid":8,"old_pid":9,"comm":"sh","filename":"/usr/bin/sh","uid":1000}
            """);

    @Test
    void readsARecording() {
        assertThat(RECORDING.events())
                .containsExactly(
                        new ExecRecording.Event(0, 1, 7, 7, 0, "git", "/usr/bin/git"),
                        new ExecRecording.Event(5000, 0, 8, 9, 1000, "sh", "/usr/bin/sh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"ns\":\"x\"}", "{", "nothing"})
    void namesTheLineThatIsNoExecution(String line) {
        assertThatThrownBy(() -> ExecRecording.parse("\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2 of the recording is no execution: " + line);
    }

    @Test
    void runsTheSameFromTheSameSeed() {
        List<StartedProcess> once = stage(5).runProcesses("true", 3);
        assertThat(stage(5).runProcesses("true", 3)).isEqualTo(once);
        assertThat(stage(6).runProcesses("true", 3)).isNotEqualTo(once);
        assertThat(once).extracting(StartedProcess::pid).doesNotHaveDuplicates();
        assertThat(once).allSatisfy(process -> {
            assertThat(process.comm()).isEqualTo("true");
            assertThat(process.execs()).isEqualTo(1);
        });
        assertThat(stage(5).runExecChain("/bin/true", 4).execs()).isEqualTo(4);
        assertThat(stage(5).runProcesses("git", 1)).hasSize(1);
    }

    @Test
    void refusesWhatItCannotRun() {
        SimStage stage = stage(1);
        assertThatThrownBy(() -> stage.runProcesses("no-such", 1))
                .isInstanceOf(BpfException.class)
                .hasMessageStartingWith(
                        "run 'no-such': ENOENT (the simulated machine has no such program; use one of ");
        assertThatThrownBy(() -> stage.runProcesses("/opt/true", 1)).hasMessageContaining("ENOENT");
        assertThatThrownBy(() -> stage.runProcesses("true", -1)).hasMessageContaining("EINVAL");
        assertThatThrownBy(() -> stage.runExecChain("true", 0)).hasMessageContaining("EINVAL");
        stage.close();
        assertThatThrownBy(() -> stage.runProcesses("true", 1)).hasMessageContaining("ESHUTDOWN");
    }

    @Test
    void laysARecordOutAsTheFormatFileSays() {
        ByteBuffer bytes = ByteBuffer.wrap(SchedEvents.execRecord(70_000, 70_001, "/bin/ls"))
                .order(ByteOrder.nativeOrder());
        assertThat(bytes.getInt(8)).isEqualTo(8 << 16 | 20);
        assertThat(bytes.getInt(12)).isEqualTo(70_000);
        assertThat(bytes.getInt(16)).isEqualTo(70_001);
        assertThat(new String(bytes.array(), 20, 8, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("/bin/ls\0");
        assertThat((bytes.capacity() + 4) % 8).isZero();
    }

    private static SimStage stage(long seed) {
        return new SimStage(new SimKernel(seed), Recordings.NONE.with(RECORDING), seed);
    }
}
