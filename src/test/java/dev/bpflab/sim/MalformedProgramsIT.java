package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.RawSlot;
import dev.bpflab.kernel.KernelHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The answers to malformed programs are those of the running kernel, when that is the one that they were recorded from.
 * {@code -Dbpflab.record=FILE} records them; {@code -Dbpflab.seed=N -Dbpflab.count=N} compares other random programs.
 */
class MalformedProgramsIT {
    @BeforeEach
    void assumeTheRecordedKernel() {
        SimulatedRelease.assume();
    }

    @Test
    void theRunningKernelStillSaysSo() throws IOException {
        List<String> live = new ArrayList<>();
        try (KernelHost host = new KernelHost()) {
            MalformedPrograms.all().forEach(program -> live.add(MalformedPrograms.answer(host, program)));
        }
        String file = System.getProperty("bpflab.record", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), MalformedPrograms.write(live));
        }
        assertThat(live).isEqualTo(MalformedPrograms.recorded());
    }

    @Test
    void bothHostsSayTheSameToOtherPrograms() {
        long seed = Long.getLong("bpflab.seed", 1);
        List<String> differences = new ArrayList<>();
        try (KernelHost kernel = new KernelHost();
                SimHost sim = new SimHost(new SimKernel(1))) {
            for (List<RawSlot> program : MalformedPrograms.random(seed, Integer.getInteger("bpflab.count", 2000))) {
                String live = MalformedPrograms.answer(kernel, program);
                String simulated = MalformedPrograms.answer(sim, program);
                if (!simulated.equals(live) && !simulated.startsWith("ENOTSUPP not simulated: ")) {
                    differences.add(
                            MalformedPrograms.describe(program) + ": Linux " + live + ", simulated " + simulated);
                }
            }
        }
        assertThat(differences).as("seed %d", seed).isEmpty();
    }
}
