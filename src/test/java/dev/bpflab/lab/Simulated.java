package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.RecordedEvents;
import dev.bpflab.sim.Sim;

/** The simulated kernel with the labs' recordings, as learners get it. */
final class Simulated {
    private Simulated() {}

    static Workspace workspace(long seed) {
        return Sim.workspace(seed, RecordedEvents.ALL);
    }

    static Trials trials() {
        return Trials.of(Simulated::workspace, 11);
    }
}
