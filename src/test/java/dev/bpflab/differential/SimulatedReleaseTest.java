package dev.bpflab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.sim.Sim;
import org.junit.jupiter.api.Test;

/** What tells the running kernel from another is recorded: the simulator logs just that, whatever kernel runs the test. */
class SimulatedReleaseTest {
    @Test
    void theSimulatorLogsWhatWasRecorded() {
        try (BpfHost sim = Sim.host(1)) {
            assertThat(SimulatedRelease.logs(sim)).isEqualTo(SimulatedRelease.recorded());
        }
    }
}
