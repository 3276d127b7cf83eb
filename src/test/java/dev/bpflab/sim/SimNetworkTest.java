package dev.bpflab.sim;

import dev.bpflab.bpf.NetworkContract;
import dev.bpflab.bpf.Workspace;

class SimNetworkTest extends NetworkContract {
    @Override
    protected Workspace open() {
        return Sim.workspace(1, ExecRecording.SILENT);
    }
}
