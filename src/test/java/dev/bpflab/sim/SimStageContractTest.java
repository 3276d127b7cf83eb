package dev.bpflab.sim;

import dev.bpflab.bpf.StageContract;
import dev.bpflab.bpf.Workspace;

/** The contract on the simulated stage, where a recording goes on between our own processes. */
class SimStageContractTest extends StageContract {
    static final ExecRecording OTHERS = ExecRecording.parse("""
            {"ns":0,"cpu":1,"pid":7,"old_pid":7,"comm":"git","filename":"/usr/bin/git"}
            {"ns":5000,"cpu":0,"pid":8,"old_pid":9,"comm":"sh","filename":"/usr/bin/sh"}
            """);

    @Override
    protected Workspace open() {
        return Sim.workspace(1, OTHERS);
    }

    @Override
    protected void amongOthers(Runnable action) {
        action.run();
    }
}
