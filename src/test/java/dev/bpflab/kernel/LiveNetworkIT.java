package dev.bpflab.kernel;

import dev.bpflab.bpf.NetworkContract;
import dev.bpflab.bpf.Workspace;

class LiveNetworkIT extends NetworkContract {
    @Override
    protected Workspace open() {
        LiveKernel.assume();
        return Live.workspace();
    }
}
