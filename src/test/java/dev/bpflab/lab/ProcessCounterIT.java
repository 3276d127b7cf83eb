package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Lab 2.1 on the running kernel. */
class ProcessCounterIT extends ProcessCounterContract {
    @BeforeAll
    static void assumeKernel() {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Override
    Workspace open() {
        return Live.workspace();
    }
}
