package dev.bpflab.record;

import dev.bpflab.bpf.SamplingContract;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import dev.bpflab.sim.StackRecording;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** What was recorded on the live kernel a moment ago is what programs see on the simulated one. */
class RecordedSamplingIT extends SamplingContract {
    private static StackRecording recording = StackRecording.NONE;

    @BeforeAll
    static void recordOnce() {
        var probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        try (Workspace live = Live.workspace()) {
            StackRecording made = new StackRecorder(live).record(Duration.ofMillis(600));
            recording = StackRecording.parse(String.join("\n", made.lines()));
        }
    }

    @Override
    protected Workspace open() {
        return Sim.workspace(3, Recordings.NONE.with(recording));
    }
}
