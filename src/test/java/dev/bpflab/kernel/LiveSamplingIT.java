package dev.bpflab.kernel;

import dev.bpflab.bpf.SamplingContract;
import dev.bpflab.bpf.Workspace;

class LiveSamplingIT extends SamplingContract {
    @Override
    protected Workspace open() {
        LiveKernel.assume();
        return Live.workspace();
    }
}
