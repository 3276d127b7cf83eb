package dev.bpflab.chapter;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;

class ExamplesOnSimTest extends ExamplesContract {
    private static final ExecRecording RECORDING =
            ExecRecording.parse(PageLibrary.bundled().labFile("2.1", "events/exec.jsonl"));

    @Override
    Workspace workspace() {
        return Sim.workspace(1, RECORDING);
    }
}
