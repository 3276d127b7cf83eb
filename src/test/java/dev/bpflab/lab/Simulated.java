package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;

/** The simulated kernel with lab 2.1's recording as its background, as learners get it. */
final class Simulated {
    private static final ExecRecording RECORDING =
            ExecRecording.parse(PageLibrary.bundled().labFile("2.1", "events/exec.jsonl"));

    private Simulated() {}

    static Workspace workspace(long seed) {
        return Sim.workspace(seed, RECORDING);
    }

    static Trials trials() {
        return Trials.of(Simulated::workspace, 11);
    }
}
