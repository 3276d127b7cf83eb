package dev.bpflab.sim.verifier;

/** A remembered state, and how often it was of use. */
final class Checkpoint {
    private static final int PATIENCE = 3;
    private static final int LONG_PATIENCE = 64;

    final PathState state;
    int hits;
    int misses;
    /** Whether it is no longer compared with, and is kept only for the paths that come from it. */
    boolean evicted;

    Checkpoint(PathState state) {
        this.state = state;
    }

    /** Returns whether it missed so often that it is not worth comparing with any more. */
    boolean isUseless(boolean forced) {
        int patience = forced && state.branches > 0 ? LONG_PATIENCE : PATIENCE;
        return misses > hits * patience + patience;
    }
}
