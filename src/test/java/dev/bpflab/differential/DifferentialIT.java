package dev.bpflab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.kernel.KernelHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The simulated kernel treats generated programs as the running one does. {@code -Dbpflab.differential.count} and
 * {@code -Dbpflab.differential.seed} say how many and which; {@code -Dbpflab.differential.shown} how many programs of each
 * kind of disagreement are shown. The tally is published as a report entry.
 */
class DifferentialIT {
    private static final int COUNT = Integer.getInteger("bpflab.differential.count", 1500);
    private static final long SEED = Long.getLong("bpflab.differential.seed", 1000);

    @Test
    void bothHostsGiveTheSameVerdictsAndResults(TestReporter reporter) {
        SimulatedRelease.assume();
        Tally tally = new Tally();
        try (BpfHost kernel = new KernelHost()) {
            for (long seed = SEED; seed < SEED + COUNT; seed++) {
                Comparison comparison = Comparison.of(ProgramGenerator.sample(seed), kernel);
                tally.add(comparison, () -> new Shrinker(kernel).shrink(comparison));
            }
        }
        reporter.publishEntry("agreement", tally.toString());
        assertThat(tally.disagreements()).as(tally.toString()).isEmpty();
    }
}
