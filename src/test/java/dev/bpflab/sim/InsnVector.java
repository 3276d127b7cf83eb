package dev.bpflab.sim;

import dev.bpflab.isa.Insn;
import java.util.List;

/**
 * A few instructions, what they are given and what they come to.
 *
 * @param name what is tried
 * @param inputs the numbers in R0, R1 and R2 at the beginning, one to three
 * @param insns the instructions, which leave R3 and the registers from R6 on alone
 * @param expected what is in R0 after them
 * @param use whether the kernel's verifier takes them, and among others
 */
record InsnVector(String name, long[] inputs, List<Insn> insns, long expected, Use use) {
    /** Where a vector can be run. */
    enum Use {
        /** Anywhere, one behind the other. */
        ANYWHERE,
        /** As a program of its own, with the data 1, 2, 3 … 32 behind an Ethernet header where there is one. */
        ALONE,
        /** Not with a verifier, which refuses it. */
        BARE
    }

    @Override
    public String toString() {
        return name;
    }
}
