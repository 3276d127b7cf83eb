package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapCycles;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ObjectKind;
import org.junit.jupiter.api.Test;

/** Making, using, failing and closing maps leaves nothing behind in the simulated kernel. */
class MapLeakTest {
    private static final int FIRST_DESCRIPTOR = 3;

    @Test
    void tenThousandCyclesLeaveNothing() {
        SimKernel kernel = new SimKernel(1);
        try (SimHost host = new SimHost(kernel)) {
            MapCycles cycles = new MapCycles(host, "/sys/fs/bpf", "cycles");
            cycles.run(10_000);
            assertThat(cycles.mapsOfTheirName()).isZero();
            for (ObjectKind kind : ObjectKind.values()) {
                assertThat(kernel.ids(kind).after(0)).isEqualTo(Errno.ENOENT.result());
            }
            assertThat(host.createMap(new MapAttr(MapType.HASH.number(), 4, 8, 1, 0, "")))
                    .isEqualTo(FIRST_DESCRIPTOR);
        }
    }
}
