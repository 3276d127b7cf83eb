package dev.bpflab.sim.verifier;

/**
 * How far the paths of a program reach into its context.
 *
 * @param end one more than the largest offset, as the kernel keeps it: unsigned, so that an access that ends before the
 *     context counts as one of nearly 4 GiB, and one that ends just where the context begins as none
 * @param before whether an access begins before the context, which Linux lets tracepoint programs do
 */
public record ContextReach(long end, boolean before) {
    /** No access at all. */
    public static final ContextReach NONE = new ContextReach(0, false);

    /** Returns the reach with one more access. */
    ContextReach with(int offset, int size) {
        return new ContextReach(Math.max(end, Integer.toUnsignedLong(offset + size)), before || offset < 0);
    }
}
