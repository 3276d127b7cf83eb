package dev.bpflab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.sim.Sim;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The simulated verifier logs of generated programs at level 2 what the running kernel logs, line by line: every
 * instruction, what registers hold, what is precise, live and pruned. The share is published as a report entry.
 */
class LogIT {
    private static final int COUNT = Integer.getInteger("bpflab.logs.count", 300);
    private static final long SEED = Long.getLong("bpflab.logs.seed", 1000);
    /** A log that does not fit is cut at another place by each host. */
    private static final int LONGEST = 1 << 20;

    private static final double WANTED = 0.99;

    @Test
    void bothHostsLogTheSameLines(TestReporter reporter) {
        SimulatedRelease.assume();
        int compared = 0;
        List<String> different = new ArrayList<>();
        try (BpfHost kernel = new KernelHost()) {
            for (long seed = SEED; seed < SEED + COUNT; seed++) {
                Sample sample = ProgramGenerator.sample(seed);
                String live = Observed.log(kernel, sample);
                String simulated = simulated(sample);
                if (live.length() > LONGEST || simulated.contains("not simulated: ")) {
                    continue;
                }
                compared++;
                String difference = difference(LogLines.comparable(live), LogLines.comparable(simulated));
                if (!difference.isEmpty()) {
                    different.add("seed " + seed + ": " + difference);
                }
            }
        }
        int same = compared - different.size();
        reporter.publishEntry("logs", same + " of " + compared + " are the same " + different);
        assertThat((double) same / compared).as(different.toString()).isGreaterThanOrEqualTo(WANTED);
    }

    private static String simulated(Sample sample) {
        try (BpfHost sim = Sim.host(1)) {
            return Observed.log(sim, sample);
        }
    }

    /** Returns the first line that differs, on both hosts, or nothing. */
    private static String difference(List<String> live, List<String> simulated) {
        for (int i = 0; i < Math.max(live.size(), simulated.size()); i++) {
            String one = i < live.size() ? live.get(i) : "nothing";
            String other = i < simulated.size() ? simulated.get(i) : "nothing";
            if (!one.equals(other)) {
                return "line " + i + ": linux " + one + ", sim " + other;
            }
        }
        return "";
    }
}
