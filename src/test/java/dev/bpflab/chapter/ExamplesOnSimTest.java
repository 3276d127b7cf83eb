package dev.bpflab.chapter;

import dev.bpflab.bpf.NoStage;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;

class ExamplesOnSimTest extends ExamplesContract {
    @Override
    Workspace workspace() {
        return new Workspace(new SimHost(new SimKernel(1)), new NoStage());
    }
}
