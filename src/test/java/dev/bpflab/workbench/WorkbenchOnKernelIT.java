package dev.bpflab.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import org.junit.jupiter.api.Test;

/** Where the running kernel can be used, it is the one that a workbench takes. */
class WorkbenchOnKernelIT {
    @Test
    void openTakesTheRunningKernelAndLeavesNothingOnIt() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), "needs the live kernel: " + probe.describe());
        Workbench bench = Workbench.open();
        assertThat(bench.host()).isEqualTo("host kernel: " + probe.reason());
        Object made = bench.evaluate("createMap(MapSpec.array(\"embedded\", U64).maxEntries(1))")
                .get(0)
                .value();
        assertThat(made).isInstanceOf(BpfMap.class);
        int id = made instanceof BpfMap<?, ?> map ? map.id() : 0;
        assertThat(bench.workspace().hostMaps().ids()).contains(id);
        bench.close();
        try (Workbench next = Workbench.open(Host.KERNEL)) {
            assertThat(next.workspace().hostMaps().ids()).doesNotContain(id);
        }
    }
}
