package dev.bpflab.sim;

/**
 * What was recorded on real kernels, after which the events of the simulated machine are shaped.
 *
 * @param execs what was executed, which goes on beside what a stage runs
 * @param stacks where tasks were
 */
public record Recordings(ExecRecording execs, StackRecording stacks) {
    /** Of a machine on which nothing else happens and at which nobody looked. */
    public static final Recordings NONE = new Recordings(ExecRecording.SILENT, StackRecording.NONE);

    /** Returns these with other executions. */
    public Recordings with(ExecRecording other) {
        return new Recordings(other, stacks);
    }

    /** Returns these with other stacks. */
    public Recordings with(StackRecording other) {
        return new Recordings(execs, other);
    }
}
