package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.ArgType;
import dev.bpflab.isa.Helper;
import dev.bpflab.sim.machine.Helpers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the verifier knows of the helpers that the machine has beside their signatures: which maps they take, what they move. */
final class SimulatedHelpers {
    private static final Set<Helper> RINGBUF =
            EnumSet.of(Helper.RINGBUF_OUTPUT, Helper.RINGBUF_RESERVE, Helper.RINGBUF_QUERY);
    private static final Set<Helper> QUEUE =
            EnumSet.of(Helper.MAP_PUSH_ELEM, Helper.MAP_POP_ELEM, Helper.MAP_PEEK_ELEM);

    private SimulatedHelpers() {}

    static boolean contains(Helper helper) {
        return Helpers.ALL.have(helper);
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
