package dev.bpflab.chapter;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.RecordedEvents;
import dev.bpflab.sim.Sim;

/** The examples on the simulated kernel with the labs' recordings, as learners get it. */
class ExamplesOnSimTest extends ExamplesContract {
    @Override
    Workspace workspace() {
        return Sim.workspace(1, RecordedEvents.ALL);
    }
}
