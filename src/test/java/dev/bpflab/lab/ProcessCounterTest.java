package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;

/** Lab 2.1 on the simulated kernel. */
class ProcessCounterTest extends ProcessCounterContract {
    @Override
    Workspace open() {
        return Simulated.workspace(3);
    }
}
