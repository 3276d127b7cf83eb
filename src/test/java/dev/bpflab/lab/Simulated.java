package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.RecordedEvents;
import dev.bpflab.sim.Sim;

/** The simulated kernel with the labs' recordings, as learners get it. */
public final class Simulated {
    private Simulated() {}

    public static Workspace workspace(long seed) {
        return Sim.workspace(seed, RecordedEvents.ALL);
    }

    public static Trials trials() {
        return Trials.of(Simulated::workspace, 11);
    }
}
