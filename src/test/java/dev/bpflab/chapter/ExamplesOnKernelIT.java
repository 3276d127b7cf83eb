package dev.bpflab.chapter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import org.junit.jupiter.api.BeforeAll;

class ExamplesOnKernelIT extends ExamplesContract {
    @BeforeAll
    static void needsTheKernel() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe.describe());
    }

    @Override
    Workspace workspace() {
        return Live.workspace();
    }
}
