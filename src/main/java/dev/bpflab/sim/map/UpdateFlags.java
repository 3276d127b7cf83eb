package dev.bpflab.sim.map;

import dev.bpflab.bpf.UpdateFlag;

/** The update flags as the numbers that arrive in a call. */
final class UpdateFlags {
    static final long NOEXIST = UpdateFlag.NOEXIST.number();
    static final long EXIST = UpdateFlag.EXIST.number();

    private UpdateFlags() {}
}
