package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/** What a helper leaves in R0. */
final class Results {
    private static final int MAX_ERRNO = 4095;

    private Results() {}

    static void set(
            Env env, Helper helper, @Nullable KnownMap map, @Nullable Long knownKey, long allocSize, long maxSize) {
        RegState r0 = env.reg(Reg.R0);
        switch (helper.returns()) {
            case INTEGER -> {
                r0.setUnknown();
                narrow(env, helper, r0.num, maxSize);
            }
            case VOID -> {}
            case MAP_VALUE_OR_NULL -> {
                r0.setPointer(RegType.MAP_VALUE);
                r0.map = map;
                boolean present = map != null
                        && knownKey != null
                        && knownKey >= 0
                        && knownKey < Integer.toUnsignedLong(map.attr().maxEntries());
                r0.orNull = !present;
                r0.id = present ? 0 : env.newId();
            }
            case RINGBUF_MEM_OR_NULL -> {
                r0.setPointer(RegType.RINGBUF_MEM);
                r0.orNull = true;
                r0.memSize = (int) allocSize;
                env.newId();
                r0.id = References.acquire(env);
                r0.ref = r0.id;
            }
            default -> throw env.log.notSimulated("result of helper %s#%d", helper.kernelName(), helper.id());
        }
    }

    private static void narrow(Env env, Helper helper, Bounds num, long maxSize) {
        switch (helper) {
            case GET_STACK, PROBE_READ_STR, PROBE_READ_KERNEL_STR, PROBE_READ_USER_STR -> {
                num.smax = maxSize;
                num.smax32 = (int) maxSize;
                num.smin = -MAX_ERRNO;
                num.smin32 = -MAX_ERRNO;
                num.sync();
            }
            case GET_SMP_PROCESSOR_ID -> {
                int last = env.input.cpus() - 1;
                num.umax = last;
                num.umin = 0;
                num.smax = last;
                num.smin = 0;
                num.umax32 = last;
                num.umin32 = 0;
                num.smax32 = last;
                num.smin32 = 0;
                num.sync();
            }
            default -> {}
        }
    }
}
