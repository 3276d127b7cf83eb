package dev.bpflab.sim.machine;

import dev.bpflab.isa.Insn;
import org.jspecify.annotations.Nullable;

/** Turns the 64-bit immediates that name maps into addresses, when a program is made ready to run. */
@FunctionalInterface
public interface MapAddresses {
    /** Knows no maps. */
    MapAddresses NONE = load -> null;

    /** Returns the address that a register is loaded with, or null when there is no such map or value. */
    @Nullable
    Long of(Insn.LdImm64 load);
}
