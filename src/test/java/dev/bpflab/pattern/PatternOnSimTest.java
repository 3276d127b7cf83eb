package dev.bpflab.pattern;

import dev.bpflab.bpf.NoStage;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.Sim;

class PatternOnSimTest extends PatternContract {
    @Override
    Workspace open() {
        return new Workspace(Sim.host(1), new NoStage());
    }
}
