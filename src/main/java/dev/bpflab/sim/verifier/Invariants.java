package dev.bpflab.sim.verifier;

import org.jspecify.annotations.Nullable;

/**
 * The views of a number must agree. Where they do not, which can only be on a path that no run takes, Linux says so in the
 * log and goes on without the ranges.
 */
final class Invariants {
    private Invariants() {}

    /** Checks a register, which the log calls by a name. */
    static void check(Env env, RegState reg, String name) {
        Bounds num = reg.num;
        String wrong = violation(num);
        if (wrong == null) {
            return;
        }
        env.log.print(
                "verifier bug: REG INVARIANTS VIOLATION (%s): %s u64=[0x%x, 0x%x] s64=[0x%x, 0x%x] u32=[0x%x, 0x%x]"
                        + " s32=[0x%x, 0x%x] var_off=(0x%x, 0x%x)\n",
                name,
                wrong,
                num.umin,
                num.umax,
                num.smin,
                num.smax,
                num.umin32,
                num.umax32,
                num.smin32,
                num.smax32,
                num.bits.value(),
                num.bits.mask());
        num.unbound();
    }

    private static @Nullable String violation(Bounds num) {
        if (num.isContradictory()) {
            return "range bounds violation";
        }
        long value = num.bits.value();
        if (num.isConst() && (num.umin != value || num.umax != value || num.smin != value || num.smax != value)) {
            return "const tnum out of sync with range bounds";
        }
        int low = (int) value;
        if (num.isConst32() && (num.umin32 != low || num.umax32 != low || num.smin32 != low || num.smax32 != low)) {
            return "const subreg tnum out of sync with range bounds";
        }
        return null;
    }
}
