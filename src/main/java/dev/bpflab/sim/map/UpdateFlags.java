package dev.bpflab.sim.map;

import dev.bpflab.bpf.UpdateFlag;

/** The update flags as the numbers that arrive in a call. */
final class UpdateFlags {
    static final long NOEXIST = UpdateFlag.NOEXIST.number();
    static final long EXIST = UpdateFlag.EXIST.number();

    /** BPF_F_LOCK, for values with a spin lock in them, which takes a type description (BTF) to make: refused, but late. */
    static final long LOCK = 4;

    private UpdateFlags() {}

    /** Returns whether this is ANY, NOEXIST or EXIST, with or without LOCK. */
    static boolean areKnown(long flags) {
        long without = flags & ~LOCK;
        return without >= 0 && without <= EXIST;
    }
}
