package dev.bpflab.sim;

import dev.bpflab.bpf.ProcessEventsContract;
import dev.bpflab.bpf.Workspace;

class ProcessEventsOnSimTest extends ProcessEventsContract {
    @Override
    protected Workspace open() {
        return Sim.workspace(11, SimStageContractTest.OTHERS);
    }
}
