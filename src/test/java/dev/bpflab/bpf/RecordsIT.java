package dev.bpflab.bpf;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import org.junit.jupiter.api.Assumptions;

class RecordsIT extends RecordsContract {
    @Override
    BpfHost open() {
        KernelProbe probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        return new KernelHost();
    }
}
