package dev.bpflab.sim.machine;

/** The calls that a helper makes of a function of the program: over when there is nothing left, or one returns not 0. */
final class Iteration {
    /** What the function is called with. */
    @FunctionalInterface
    interface Arguments {
        /** Sets R1 to R5 for the next call; false when there is none. */
        boolean next(long[] registers);
    }

    private final long function;
    private final Arguments arguments;
    private long calls;
    private boolean stopped;

    /** Creates the calls of the function at an address. */
    Iteration(long function, Arguments arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    long function() {
        return function;
    }

    /** Returns how many calls there have been. */
    long calls() {
        return calls;
    }

    void returned(long r0) {
        stopped = r0 != 0;
    }

    /** Sets R1 to R5 for another call; false when there is to be none. */
    boolean next(long[] registers) {
        if (stopped || !arguments.next(registers)) {
            return false;
        }
        calls++;
        return true;
    }
}
