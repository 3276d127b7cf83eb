package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.ArgType;
import dev.bpflab.isa.Helper;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The helpers that the verifier knows how to check, and which maps they take. */
final class SimulatedHelpers {
    private static final Set<Helper> ALL = EnumSet.of(
            Helper.MAP_LOOKUP_ELEM,
            Helper.MAP_UPDATE_ELEM,
            Helper.MAP_DELETE_ELEM,
            Helper.MAP_LOOKUP_PERCPU_ELEM,
            Helper.MAP_PUSH_ELEM,
            Helper.MAP_POP_ELEM,
            Helper.MAP_PEEK_ELEM,
            Helper.PROBE_READ,
            Helper.PROBE_READ_STR,
            Helper.PROBE_READ_USER,
            Helper.PROBE_READ_USER_STR,
            Helper.PROBE_READ_KERNEL,
            Helper.PROBE_READ_KERNEL_STR,
            Helper.KTIME_GET_NS,
            Helper.KTIME_GET_BOOT_NS,
            Helper.TRACE_PRINTK,
            Helper.GET_PRANDOM_U32,
            Helper.GET_SMP_PROCESSOR_ID,
            Helper.GET_CURRENT_PID_TGID,
            Helper.GET_CURRENT_UID_GID,
            Helper.GET_CURRENT_COMM,
            Helper.GET_STACKID,
            Helper.GET_STACK,
            Helper.CSUM_DIFF,
            Helper.SKB_LOAD_BYTES,
            Helper.XDP_ADJUST_HEAD,
            Helper.XDP_ADJUST_TAIL,
            Helper.RINGBUF_OUTPUT,
            Helper.RINGBUF_RESERVE,
            Helper.RINGBUF_SUBMIT,
            Helper.RINGBUF_DISCARD,
            Helper.RINGBUF_QUERY,
            Helper.KTIME_GET_COARSE_NS,
            Helper.KTIME_GET_TAI_NS,
            Helper.JIFFIES64,
            Helper.GET_NUMA_NODE_ID,
            Helper.GET_ATTACH_COOKIE,
            Helper.SKB_LOAD_BYTES_RELATIVE,
            Helper.SKB_STORE_BYTES,
            Helper.SKB_PULL_DATA,
            Helper.L3_CSUM_REPLACE,
            Helper.L4_CSUM_REPLACE,
            Helper.XDP_ADJUST_META,
            Helper.XDP_GET_BUFF_LEN,
            Helper.XDP_LOAD_BYTES,
            Helper.XDP_STORE_BYTES,
            Helper.FOR_EACH_MAP_ELEM,
            Helper.LOOP);

    private static final Set<Helper> RINGBUF =
            EnumSet.of(Helper.RINGBUF_OUTPUT, Helper.RINGBUF_RESERVE, Helper.RINGBUF_QUERY);
    private static final Set<Helper> QUEUE =
            EnumSet.of(Helper.MAP_PUSH_ELEM, Helper.MAP_POP_ELEM, Helper.MAP_PEEK_ELEM);

    private SimulatedHelpers() {}

    static boolean contains(Helper helper) {
        return ALL.contains(helper);
    }

    static List<ArgType> argumentsOf(Helper helper, ProgramType type) {
        return helper.arguments();
    }

    /** Returns whether packet pointers are stale after the call. */
    static boolean movesPacket(Helper helper) {
        return switch (helper) {
            case XDP_ADJUST_HEAD,
                    XDP_ADJUST_TAIL,
                    XDP_ADJUST_META,
                    SKB_STORE_BYTES,
                    SKB_PULL_DATA,
                    L3_CSUM_REPLACE,
                    L4_CSUM_REPLACE -> true;
            default -> false;
        };
    }

    /** Returns whether the helper takes maps of this type. */
    static boolean suits(Helper helper, MapType type) {
        if (helper == Helper.MAP_LOOKUP_PERCPU_ELEM) {
            return type.isPerCpu();
        }
        return switch (type) {
            case RINGBUF -> RINGBUF.contains(helper);
            case STACK_TRACE -> helper == Helper.GET_STACKID;
            case QUEUE, STACK -> QUEUE.contains(helper);
            default -> !RINGBUF.contains(helper) && !QUEUE.contains(helper) && helper != Helper.GET_STACKID;
        };
    }
}
