package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.HashMap;
import java.util.Map;

/** One instruction cannot access the context on one path and other memory on another: Linux rewrites context accesses. */
final class PointerUses {
    private final Map<Integer, RegType> bySlot = new HashMap<>();

    void check(Env env, RegType type) {
        RegType before = bySlot.putIfAbsent(env.slot, type);
        if (before != null && before != type && (before == RegType.CTX || type == RegType.CTX)) {
            throw env.reject(Errno.EINVAL, "same insn cannot be used with different pointers");
        }
    }
}
