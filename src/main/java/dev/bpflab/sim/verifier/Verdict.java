package dev.bpflab.sim.verifier;

import java.util.BitSet;

/**
 * What the verifier says of a program.
 *
 * @param result 0 when the program may run, or a negated errno
 * @param log what the verifier wrote; empty at log level 0
 * @param context which bytes of its context the program may use
 * @param contextLoads the slots of the instructions that load from the context
 */
public record Verdict(int result, String log, ContextReach context, BitSet contextLoads) {
    /** Returns whether the program may run. */
    public boolean accepted() {
        return result == 0;
    }
}
