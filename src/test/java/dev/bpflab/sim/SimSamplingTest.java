package dev.bpflab.sim;

import dev.bpflab.bpf.SamplingContract;
import dev.bpflab.bpf.Workspace;

class SimSamplingTest extends SamplingContract {
    @Override
    protected Workspace open() {
        return Sim.workspace(3, Recordings.NONE.with(RecordedEvents.ALL.stacks()));
    }
}
