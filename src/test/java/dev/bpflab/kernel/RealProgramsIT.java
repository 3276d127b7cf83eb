package dev.bpflab.kernel;

import dev.bpflab.bpf.RealProgramsContract;
import dev.bpflab.bpf.Workspace;

class RealProgramsIT extends RealProgramsContract {
    @Override
    protected Workspace open() {
        LiveKernel.assume();
        return Live.workspace();
    }
}
