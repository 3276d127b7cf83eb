package dev.bpflab.sim.map;

import org.jspecify.annotations.Nullable;

/** A walk over the entries of a map, which may change meanwhile: what is removed may or may not be met, nothing twice. */
public interface MapCursor {
    /** Goes to the next entry and returns its key, or null at the end. */
    byte @Nullable [] next();

    /** Returns the address of the entry's value for a program on this CPU. */
    long address(int cpu);
}
