package dev.bpflab.sim.machine;

import dev.bpflab.isa.Helper;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The helpers that are simulated. Those for other program types and map types are rows to add here. */
public final class Helpers {
    /** Every helper that is simulated. */
    public static final Helpers ALL = new Helpers(table());

    private final Map<Helper, HelperFunction> table;
    private final @Nullable HelperFunction[] byId;

    private Helpers(Map<Helper, HelperFunction> table) {
        this.table = table;
        this.byId = new @Nullable
                HelperFunction
                [1 + table.keySet().stream().mapToInt(Helper::id).max().orElse(0)];
        table.forEach((helper, function) -> byId[helper.id()] = function);
    }

    private static Map<Helper, HelperFunction> table() {
        Map<Helper, HelperFunction> table = new EnumMap<>(Helper.class);
        table.put(Helper.MAP_LOOKUP_ELEM, MapHelpers::lookup);
        table.put(Helper.MAP_LOOKUP_PERCPU_ELEM, MapHelpers::lookupPerCpu);
        table.put(Helper.MAP_UPDATE_ELEM, MapHelpers::update);
        table.put(Helper.MAP_DELETE_ELEM, MapHelpers::delete);
        table.put(Helper.MAP_PUSH_ELEM, MapHelpers::push);
        table.put(Helper.MAP_POP_ELEM, MapHelpers::pop);
        table.put(Helper.MAP_PEEK_ELEM, MapHelpers::peek);
        table.put(
                Helper.KTIME_GET_NS, (m, r1, r2, r3, r4, r5) -> m.environment().monotonicNanos());
        table.put(
                Helper.KTIME_GET_BOOT_NS,
                (m, r1, r2, r3, r4, r5) -> m.environment().bootNanos());
        table.put(
                Helper.GET_PRANDOM_U32,
                (m, r1, r2, r3, r4, r5) ->
                        Integer.toUnsignedLong(m.environment().random()));
        table.put(
                Helper.GET_SMP_PROCESSOR_ID,
                (m, r1, r2, r3, r4, r5) -> m.environment().cpu());
        table.put(Helper.GET_CURRENT_PID_TGID, TaskHelpers::pidTgid);
        table.put(Helper.GET_CURRENT_UID_GID, TaskHelpers::uidGid);
        table.put(Helper.GET_CURRENT_COMM, TaskHelpers::comm);
        table.put(Helper.TRACE_PRINTK, TracePrintk::call);
        table.put(
                Helper.KTIME_GET_COARSE_NS,
                (m, r1, r2, r3, r4, r5) -> m.environment().coarseNanos());
        table.put(
                Helper.KTIME_GET_TAI_NS,
                (m, r1, r2, r3, r4, r5) -> m.environment().taiNanos());
        table.put(Helper.JIFFIES64, (m, r1, r2, r3, r4, r5) -> m.environment().jiffies());
        // There is one node, and attaching with a cookie is not offered: without one it is 0.
        table.put(Helper.GET_NUMA_NODE_ID, (m, r1, r2, r3, r4, r5) -> 0);
        table.put(Helper.GET_ATTACH_COOKIE, (m, r1, r2, r3, r4, r5) -> 0);
        table.put(Helper.PROBE_READ, ProbeHelpers::any);
        table.put(Helper.PROBE_READ_KERNEL, ProbeHelpers::kernel);
        table.put(Helper.PROBE_READ_USER, ProbeHelpers::user);
        table.put(Helper.PROBE_READ_STR, ProbeHelpers::anyString);
        table.put(Helper.PROBE_READ_KERNEL_STR, ProbeHelpers::kernelString);
        table.put(Helper.PROBE_READ_USER_STR, ProbeHelpers::user);
        table.put(Helper.SKB_LOAD_BYTES, SkbHelpers::loadBytes);
        table.put(Helper.SKB_LOAD_BYTES_RELATIVE, SkbHelpers::loadBytesRelative);
        table.put(Helper.SKB_STORE_BYTES, SkbHelpers::storeBytes);
        table.put(Helper.SKB_PULL_DATA, SkbHelpers::pullData);
        table.put(Helper.L3_CSUM_REPLACE, SkbHelpers::l3Checksum);
        table.put(Helper.L4_CSUM_REPLACE, SkbHelpers::l4Checksum);
        table.put(Helper.CSUM_DIFF, Checksums::difference);
        table.put(Helper.XDP_ADJUST_HEAD, XdpHelpers::adjustHead);
        table.put(Helper.XDP_ADJUST_TAIL, XdpHelpers::adjustTail);
        table.put(Helper.XDP_ADJUST_META, XdpHelpers::adjustMeta);
        table.put(Helper.XDP_GET_BUFF_LEN, XdpHelpers::length);
        table.put(Helper.XDP_LOAD_BYTES, XdpHelpers::loadBytes);
        table.put(Helper.XDP_STORE_BYTES, XdpHelpers::storeBytes);
        table.put(Helper.STRTOL, NumberHelpers::signed);
        table.put(Helper.STRTOUL, NumberHelpers::unsigned);
        table.put(Helper.FOR_EACH_MAP_ELEM, CallbackHelpers::forEach);
        table.put(Helper.LOOP, CallbackHelpers::loop);
        table.put(Helper.RINGBUF_OUTPUT, RingbufHelpers::output);
        table.put(Helper.RINGBUF_RESERVE, RingbufHelpers::reserve);
        table.put(Helper.RINGBUF_SUBMIT, RingbufHelpers::submit);
        table.put(Helper.RINGBUF_DISCARD, RingbufHelpers::discard);
        table.put(Helper.RINGBUF_QUERY, RingbufHelpers::query);
        table.put(Helper.GET_STACKID, StackHelpers::id);
        table.put(Helper.GET_STACK, StackHelpers::copy);
        return table;
    }

    /** Returns the simulated helpers. */
    public Set<Helper> simulated() {
        return Set.copyOf(table.keySet());
    }

    /** Returns whether a helper is simulated. */
    public boolean have(Helper helper) {
        return table.containsKey(helper);
    }

    /** Returns what the helper with this number does, or null when it is not simulated. */
    @Nullable
    HelperFunction of(int id) {
        return id >= 0 && id < byId.length ? byId[id] : null;
    }

    /** Returns why a helper that {@link #of} does not have cannot be called. */
    static String refusal(int id) {
        return Helper.of(id)
                .map(helper -> "helper " + helper.kernelName() + " is not simulated")
                .orElse("there is no helper " + id);
    }
}
