package dev.bpflab.sim;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Workspace;

/** The way into the simulator. */
public final class Sim {
    private Sim() {}

    /**
     * Opens a workspace on a fresh simulated kernel.
     *
     * @param seed decides process ids, CPUs, interleaving and random numbers; the same seed gives the same run
     * @param recordings what else happens on the machine, and where tasks are
     */
    public static Workspace workspace(long seed, Recordings recordings) {
        SimKernel kernel = new SimKernel(seed);
        Workspace workspace = new Workspace(new SimHost(kernel), new SimStage(kernel, recordings, seed));
        workspace.follow(recordings::traffic, seed);
        return workspace;
    }

    /**
     * Opens a workspace on a fresh simulated kernel at whose stacks nobody looks.
     *
     * @param recording what else happens on the machine
     */
    public static Workspace workspace(long seed, ExecRecording recording) {
        return workspace(seed, Recordings.NONE.with(recording));
    }

    /** Opens a host alone on a fresh simulated kernel. */
    public static BpfHost host(long seed) {
        return new SimHost(new SimKernel(seed));
    }
}
