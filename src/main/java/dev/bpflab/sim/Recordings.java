package dev.bpflab.sim;

import dev.bpflab.bpf.traffic.TrafficRecording;

/**
 * What was recorded on real kernels, after which the events of the simulated machine are shaped.
 *
 * @param execs what was executed, which goes on beside what a stage runs
 * @param stacks where tasks were
 * @param traffic which packets came by
 */
public record Recordings(ExecRecording execs, StackRecording stacks, TrafficRecording traffic) {
    /** Of a machine on which nothing else happens and at which nobody looked. */
    public static final Recordings NONE =
            new Recordings(ExecRecording.SILENT, StackRecording.NONE, TrafficRecording.SILENT);

    /** Returns these with other executions. */
    public Recordings with(ExecRecording other) {
        return new Recordings(other, stacks, traffic);
    }

    /** Returns these with other stacks. */
    public Recordings with(StackRecording other) {
        return new Recordings(execs, other, traffic);
    }

    /** Returns these with other packets. */
    public Recordings with(TrafficRecording other) {
        return new Recordings(execs, stacks, other);
    }
}
