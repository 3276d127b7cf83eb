package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.MapCycles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Making, using, failing and closing maps leaves nothing behind in the process or the kernel. */
class MapLeakIT {
    @AfterAll
    static void unmount() {
        MountedBpfFs.unmount();
    }

    @Test
    void tenThousandCyclesLeaveNothing() {
        LiveKernel.assume();
        String name = LiveKernel.uniqueName();
        long before = LiveKernel.openDescriptors();
        try (KernelHost host = new KernelHost()) {
            MapCycles cycles = new MapCycles(host, MountedBpfFs.path(), name);
            cycles.run(10_000);
            assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
            assertThat(cycles.mapsOfTheirName()).isZero();
        }
    }
}
