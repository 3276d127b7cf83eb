package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import org.junit.jupiter.api.Assumptions;

/** Lab 2.3 on the live kernel, with real samples. */
class StackTracesIT extends StackTracesContract {
    @Override
    Workspace open() {
        KernelProbe probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        return Live.workspace();
    }
}
