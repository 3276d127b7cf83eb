package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;

/** Lab 2.2 on the simulated kernel. */
class PacketSizesTest extends PacketSizesContract {
    @Override
    Workspace open() {
        return Simulated.workspace(1);
    }
}
