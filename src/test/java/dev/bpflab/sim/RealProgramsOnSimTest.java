package dev.bpflab.sim;

import dev.bpflab.bpf.RealProgramsContract;
import dev.bpflab.bpf.Workspace;

class RealProgramsOnSimTest extends RealProgramsContract {
    @Override
    protected Workspace open() {
        return Sim.workspace(7, ExecRecording.SILENT);
    }
}
