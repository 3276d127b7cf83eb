package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import org.junit.jupiter.api.Tag;

/** Lab 2.1 on the simulated kernel. */
@Tag("jdk")
class ProcessCounterTest extends ProcessCounterContract {
    @Override
    Workspace open() {
        return Simulated.workspace(3);
    }
}
