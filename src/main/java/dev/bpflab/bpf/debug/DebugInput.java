package dev.bpflab.bpf.debug;

import java.util.OptionalLong;

/**
 * What a program is debugged on.
 *
 * @param data the packet, or the memory of the bare instruction set
 * @param context the context's bytes where it is given whole; empty for what the program's type has
 * @param event which execution of the recording a tracepoint program sees, from 0
 * @param cpus on how many CPUs it runs at the same time
 * @param runs how often on each
 * @param seed what the scheduler draws turns from; empty to choose by hand
 */
public record DebugInput(byte[] data, byte[] context, int event, int cpus, int runs, OptionalLong seed) {
    /** An ordinary small packet, one CPU, one run. */
    public static final DebugInput DEFAULT = new DebugInput(new byte[64], new byte[0], 0, 1, 1, OptionalLong.empty());

    /** Returns the same on another packet. */
    public DebugInput withData(byte... other) {
        return new DebugInput(other, context, event, cpus, runs, seed);
    }

    /** Returns the same with another context. */
    public DebugInput withContext(byte... other) {
        return new DebugInput(data, other, event, cpus, runs, seed);
    }

    /** Returns the same at another event. */
    public DebugInput withEvent(int other) {
        return new DebugInput(data, context, other, cpus, runs, seed);
    }

    /** Returns the same on so many CPUs. */
    public DebugInput withCpus(int other) {
        return new DebugInput(data, context, event, other, runs, seed);
    }

    /** Returns the same with so many runs on each CPU. */
    public DebugInput withRuns(int other) {
        return new DebugInput(data, context, event, cpus, other, seed);
    }

    /** Returns the same with turns drawn from a seed. */
    public DebugInput withSeed(long other) {
        return new DebugInput(data, context, event, cpus, runs, OptionalLong.of(other));
    }
}
