package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.sim.RecordedEvents;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Trials with packets agree with the running kernel. */
class PacketTrialIT extends PacketTrialContract {
    @BeforeAll
    static void assumeKernel() {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Override
    Workspace open(long seed) {
        Workspace workspace = Live.workspace();
        workspace.follow(RecordedEvents.ALL::traffic, seed);
        return workspace;
    }
}
