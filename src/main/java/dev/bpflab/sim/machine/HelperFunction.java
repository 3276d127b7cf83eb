package dev.bpflab.sim.machine;

/** What a helper does: takes R1 to R5 and returns R0. */
@FunctionalInterface
interface HelperFunction {
    long call(Machine machine, long r1, long r2, long r3, long r4, long r5);
}
