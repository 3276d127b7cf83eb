package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** Which helpers each program type may call, by number, as Linux 6.18 answers a fully privileged user. */
final class ProgramRules {
    private static final String TRACING = "1-8,12,14-17,22,25,27,35,37,42,45,55,67,80,87-89,93-94,105-106,109,112-115,"
            + "117-118,120,123,125,130-134,141,148-149,153-154,156-158,164-165,169-177,180-182,191,194-195,197-203,"
            + "208-211";
    private static final Map<ProgramType, BitSet> HELPERS = new EnumMap<>(ProgramType.class);

    static {
        HELPERS.put(
                ProgramType.SOCKET_FILTER,
                parse("1-3,5-8,12,14-17,22,25-26,35,37,42,46-47,55,68,80,87-89,93-94,105-106,109,112-115,117-118,120,"
                        + "122-123,125,130-134,136-141,148-149,153-154,156-158,160,164-165,169-172,175-178,180-182,191,"
                        + "194-203,208-211"));
        HELPERS.put(
                ProgramType.SCHED_CLS,
                parse("1-3,5-26,28-35,37-43,46-48,50,55,66,68-69,79-80,83-89,93-100,105-110,112-115,117-118,120,"
                        + "122-125,130-141,148-149,151-158,160,163-165,169-172,175-178,180-182,191-192,194-211"));
        HELPERS.put(
                ProgramType.XDP,
                parse("1-3,5-8,12,14-17,22-23,25,28,35,37,42,44,51,54-55,65,69,80,84-89,93-94,99-100,105-106,109-110,"
                        + "112-115,117-118,120,123,125,130-134,136-141,148-149,153-154,156-158,160,163-165,169-172,"
                        + "175-178,180-182,188-191,194-211"));
        HELPERS.put(ProgramType.TRACEPOINT, parse(TRACING));
        HELPERS.put(ProgramType.RAW_TRACEPOINT, parse(TRACING));
        HELPERS.put(ProgramType.KPROBE, parse(TRACING));
        HELPERS.put(ProgramType.PERF_EVENT, parse(TRACING + ",56,119"));
    }

    private ProgramRules() {}

    static boolean isSimulated(ProgramType type) {
        return HELPERS.containsKey(type);
    }

    static boolean mayCall(ProgramType type, int helper) {
        BitSet helpers = HELPERS.get(type);
        return helpers != null && helper >= 0 && helpers.get(helper);
    }

    /** Returns whether a helper wants a GPL-compatible program of this type; perf_event has its own get_stackid. */
    static boolean wantsGpl(ProgramType type, Helper helper) {
        return helper.gplOnly() && !(type == ProgramType.PERF_EVENT && helper == Helper.GET_STACKID);
    }

    /** Returns whether a packet's bytes may be given to a helper ({@code pkt_access} of the kernel's prototypes). */
    static boolean mayTakePacket(Helper helper) {
        return switch (helper) {
            case MAP_LOOKUP_ELEM, MAP_UPDATE_ELEM, MAP_DELETE_ELEM, MAP_PUSH_ELEM, MAP_LOOKUP_PERCPU_ELEM, CSUM_DIFF ->
                true;
            default -> false;
        };
    }

    /** Returns whether large stack frames of the type's functions live outside the kernel's stack. */
    static boolean hasPrivateStacks(ProgramType type) {
        return switch (type) {
            case TRACEPOINT, RAW_TRACEPOINT, KPROBE, PERF_EVENT -> true;
            default -> false;
        };
    }

    /** Returns whether legacy packet loads exist for the type. */
    static boolean hasPacketLoads(ProgramType type) {
        return type == ProgramType.SOCKET_FILTER || type == ProgramType.SCHED_CLS;
    }

    private static BitSet parse(String ranges) {
        BitSet set = new BitSet();
        for (String range : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            set.set(first, last + 1);
        }
        return set;
    }
}
