package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;

/** Packets are tried out on simulated kernels. */
class PacketTrialTest extends PacketTrialContract {
    @Override
    Workspace open(long seed) {
        return Simulated.workspace(seed);
    }
}
