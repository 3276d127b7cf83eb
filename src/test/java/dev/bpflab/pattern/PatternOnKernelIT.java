package dev.bpflab.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.LiveStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatternOnKernelIT extends PatternContract {
    @BeforeAll
    void needsTheKernel() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe.describe());
    }

    @Override
    Workspace open() {
        return new Workspace(new KernelHost(), new LiveStage());
    }

    /** On Linux the virtual machine asks the same clock, CLOCK_MONOTONIC. */
    @Test
    void theKernelsClockIsTheMonotonicOne() {
        try (KernelClock clock = new KernelClock()) {
            long before = System.nanoTime();
            long asked = clock.getAsLong();
            assertThat(asked).isBetween(before, System.nanoTime());
        }
    }
}
