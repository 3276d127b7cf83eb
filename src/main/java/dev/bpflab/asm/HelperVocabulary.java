package dev.bpflab.asm;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Reg;
import java.util.function.LongSupplier;

/**
 * Calls of helpers by name. The arguments name the registers in which the values stand; they are moved to R1, R2 and so on
 * where they do not stand there already. A {@code long} is loaded. The result comes in R0, and R1 to R5 are lost. For a
 * helper without a word here: {@link ControlVocabulary#call(Helper)}.
 */
public abstract class HelperVocabulary extends ControlVocabulary {
    HelperVocabulary() {}

    /** Calls bpf_map_lookup_elem: R0 points to the value, or is 0 when the map has no such key. */
    public static Item helperMapLookupElem(Reg map, Reg key) {
        return HelperCall.of("helperMapLookupElem", Helper.MAP_LOOKUP_ELEM, map, key);
    }

    /** Calls bpf_map_update_elem with the flags that stand in R4. */
    public static Item helperMapUpdateElem(Reg map, Reg key, Reg value) {
        return HelperCall.of("helperMapUpdateElem", Helper.MAP_UPDATE_ELEM, map, key, value);
    }

    /** Calls bpf_map_update_elem: R0 is 0 or a negative errno. */
    public static Item helperMapUpdateElem(Reg map, Reg key, Reg value, Reg flags) {
        return HelperCall.of("helperMapUpdateElem", Helper.MAP_UPDATE_ELEM, map, key, value, flags);
    }

    /** Calls bpf_map_update_elem with flags 0 (any), 1 (noexist) or 2 (exist): R0 is 0 or a negative errno. */
    public static Item helperMapUpdateElem(Reg map, Reg key, Reg value, long flags) {
        return HelperCall.of("helperMapUpdateElem", Helper.MAP_UPDATE_ELEM, map, key, value, flags);
    }

    /** Calls bpf_map_update_elem with a flag by its name, such as {@code NOEXIST}. */
    public static Item helperMapUpdateElem(Reg map, Reg key, Reg value, LongSupplier flags) {
        return HelperCall.of("helperMapUpdateElem", Helper.MAP_UPDATE_ELEM, map, key, value, flags);
    }

    /** Calls bpf_map_delete_elem: R0 is 0 or a negative errno. */
    public static Item helperMapDeleteElem(Reg map, Reg key) {
        return HelperCall.of("helperMapDeleteElem", Helper.MAP_DELETE_ELEM, map, key);
    }

    /** Calls bpf_map_push_elem for a queue or stack: R0 is 0 or a negative errno. */
    public static Item helperMapPushElem(Reg map, Reg value, long flags) {
        return HelperCall.of("helperMapPushElem", Helper.MAP_PUSH_ELEM, map, value, flags);
    }

    /** Calls bpf_map_pop_elem: takes an element out of a queue or stack. */
    public static Item helperMapPopElem(Reg map, Reg value) {
        return HelperCall.of("helperMapPopElem", Helper.MAP_POP_ELEM, map, value);
    }

    /** Calls bpf_map_peek_elem: copies the next element of a queue or stack. */
    public static Item helperMapPeekElem(Reg map, Reg value) {
        return HelperCall.of("helperMapPeekElem", Helper.MAP_PEEK_ELEM, map, value);
    }

    /** Calls bpf_map_lookup_percpu_elem: R0 points to the value of that CPU, or is 0. */
    public static Item helperMapLookupPercpuElem(Reg map, Reg key, Reg cpu) {
        return HelperCall.of("helperMapLookupPercpuElem", Helper.MAP_LOOKUP_PERCPU_ELEM, map, key, cpu);
    }

    /** Calls bpf_for_each_map_elem: calls a function of the program for each element. */
    public static Item helperForEachMapElem(Reg map, Reg function, Reg context, long flags) {
        return HelperCall.of("helperForEachMapElem", Helper.FOR_EACH_MAP_ELEM, map, function, context, flags);
    }

    /** Calls bpf_loop: calls a function of the program {@code count} times. */
    public static Item helperLoop(Reg count, Reg function, Reg context, long flags) {
        return HelperCall.of("helperLoop", Helper.LOOP, count, function, context, flags);
    }

    /** Calls bpf_get_current_pid_tgid: the upper half of R0 is the process id, the lower the thread id. */
    public static Item helperGetCurrentPidTgid() {
        return HelperCall.of("helperGetCurrentPidTgid", Helper.GET_CURRENT_PID_TGID);
    }

    /** Calls bpf_get_current_uid_gid: the upper half of R0 is the group id, the lower the user id. */
    public static Item helperGetCurrentUidGid() {
        return HelperCall.of("helperGetCurrentUidGid", Helper.GET_CURRENT_UID_GID);
    }

    /** Calls bpf_get_current_comm: writes the command name, at most 16 bytes; Linux 6.1 leaves what follows its NUL. */
    public static Item helperGetCurrentComm(Reg buffer, long size) {
        return HelperCall.of("helperGetCurrentComm", Helper.GET_CURRENT_COMM, buffer, size);
    }

    /** Calls bpf_get_current_comm with the size in a register. */
    public static Item helperGetCurrentComm(Reg buffer, Reg size) {
        return HelperCall.of("helperGetCurrentComm", Helper.GET_CURRENT_COMM, buffer, size);
    }

    /** Calls bpf_get_current_task: R0 is the address of the task_struct. */
    public static Item helperGetCurrentTask() {
        return HelperCall.of("helperGetCurrentTask", Helper.GET_CURRENT_TASK);
    }

    /** Calls bpf_get_current_cgroup_id. */
    public static Item helperGetCurrentCgroupId() {
        return HelperCall.of("helperGetCurrentCgroupId", Helper.GET_CURRENT_CGROUP_ID);
    }

    /** Calls bpf_ktime_get_ns: nanoseconds since boot, without suspended time. */
    public static Item helperKtimeGetNs() {
        return HelperCall.of("helperKtimeGetNs", Helper.KTIME_GET_NS);
    }

    /** Calls bpf_ktime_get_boot_ns: nanoseconds since boot, with suspended time. */
    public static Item helperKtimeGetBootNs() {
        return HelperCall.of("helperKtimeGetBootNs", Helper.KTIME_GET_BOOT_NS);
    }

    /** Calls bpf_ktime_get_coarse_ns: nanoseconds since boot as of the last tick. */
    public static Item helperKtimeGetCoarseNs() {
        return HelperCall.of("helperKtimeGetCoarseNs", Helper.KTIME_GET_COARSE_NS);
    }

    /** Calls bpf_ktime_get_tai_ns: nanoseconds of international atomic time. */
    public static Item helperKtimeGetTaiNs() {
        return HelperCall.of("helperKtimeGetTaiNs", Helper.KTIME_GET_TAI_NS);
    }

    /** Calls bpf_jiffies64. */
    public static Item helperJiffies64() {
        return HelperCall.of("helperJiffies64", Helper.JIFFIES64);
    }

    /** Calls bpf_get_prandom_u32: a random number of 32 bits. */
    public static Item helperGetPrandomU32() {
        return HelperCall.of("helperGetPrandomU32", Helper.GET_PRANDOM_U32);
    }

    /** Calls bpf_get_smp_processor_id: the number of the CPU. */
    public static Item helperGetSmpProcessorId() {
        return HelperCall.of("helperGetSmpProcessorId", Helper.GET_SMP_PROCESSOR_ID);
    }

    /** Calls bpf_get_numa_node_id. */
    public static Item helperGetNumaNodeId() {
        return HelperCall.of("helperGetNumaNodeId", Helper.GET_NUMA_NODE_ID);
    }

    /** Calls bpf_get_stackid: R0 is the id of the stack, or a negative errno. */
    public static Item helperGetStackid(Reg context, Reg map, long flags) {
        return HelperCall.of("helperGetStackid", Helper.GET_STACKID, context, map, flags);
    }

    /** Calls bpf_get_stackid with the flags in a register. */
    public static Item helperGetStackid(Reg context, Reg map, Reg flags) {
        return HelperCall.of("helperGetStackid", Helper.GET_STACKID, context, map, flags);
    }

    /** Calls bpf_get_stack: writes addresses, R0 is their length in bytes or a negative errno. */
    public static Item helperGetStack(Reg context, Reg buffer, long size, long flags) {
        return HelperCall.of("helperGetStack", Helper.GET_STACK, context, buffer, size, flags);
    }

    /** Calls bpf_ringbuf_output: copies a record into the ring buffer. */
    public static Item helperRingbufOutput(Reg ringbuf, Reg data, long size, long flags) {
        return HelperCall.of("helperRingbufOutput", Helper.RINGBUF_OUTPUT, ringbuf, data, size, flags);
    }

    /** Calls bpf_ringbuf_output with size and flags in registers. */
    public static Item helperRingbufOutput(Reg ringbuf, Reg data, Reg size, Reg flags) {
        return HelperCall.of("helperRingbufOutput", Helper.RINGBUF_OUTPUT, ringbuf, data, size, flags);
    }

    /** Calls bpf_ringbuf_reserve: R0 points to a record of that size, or is 0 when the buffer is full. */
    public static Item helperRingbufReserve(Reg ringbuf, long size, long flags) {
        return HelperCall.of("helperRingbufReserve", Helper.RINGBUF_RESERVE, ringbuf, size, flags);
    }

    /** Calls bpf_ringbuf_submit for a reserved record. */
    public static Item helperRingbufSubmit(Reg record, long flags) {
        return HelperCall.of("helperRingbufSubmit", Helper.RINGBUF_SUBMIT, record, flags);
    }

    /** Calls bpf_ringbuf_discard for a reserved record. */
    public static Item helperRingbufDiscard(Reg record, long flags) {
        return HelperCall.of("helperRingbufDiscard", Helper.RINGBUF_DISCARD, record, flags);
    }

    /** Calls bpf_ringbuf_query. */
    public static Item helperRingbufQuery(Reg ringbuf, long flags) {
        return HelperCall.of("helperRingbufQuery", Helper.RINGBUF_QUERY, ringbuf, flags);
    }

    /** Calls bpf_perf_event_output; flags 0xffffffffL take the CPU that it runs on. */
    public static Item helperPerfEventOutput(Reg context, Reg map, long flags, Reg data, long size) {
        return HelperCall.of("helperPerfEventOutput", Helper.PERF_EVENT_OUTPUT, context, map, flags, data, size);
    }

    /** Calls bpf_trace_printk; {@code size} counts the zero at the end of the format. */
    public static Item helperTracePrintk(Reg format, long size) {
        return HelperCall.of("helperTracePrintk", Helper.TRACE_PRINTK, format, size);
    }

    /** Calls bpf_trace_printk with one value. */
    public static Item helperTracePrintk(Reg format, long size, Reg value) {
        return HelperCall.of("helperTracePrintk", Helper.TRACE_PRINTK, format, size, value);
    }

    /** Calls bpf_trace_printk with two values. */
    public static Item helperTracePrintk(Reg format, long size, Reg value, Reg value2) {
        return HelperCall.of("helperTracePrintk", Helper.TRACE_PRINTK, format, size, value, value2);
    }

    /** Calls bpf_trace_printk with three values. */
    public static Item helperTracePrintk(Reg format, long size, Reg value, Reg value2, Reg value3) {
        return HelperCall.of("helperTracePrintk", Helper.TRACE_PRINTK, format, size, value, value2, value3);
    }

    /** Calls bpf_probe_read: reads memory that may not be there. */
    public static Item helperProbeRead(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeRead", Helper.PROBE_READ, to, size, from);
    }

    /** Calls bpf_probe_read_user: reads memory that may not be there. */
    public static Item helperProbeReadUser(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeReadUser", Helper.PROBE_READ_USER, to, size, from);
    }

    /** Calls bpf_probe_read_kernel: reads memory that may not be there. */
    public static Item helperProbeReadKernel(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeReadKernel", Helper.PROBE_READ_KERNEL, to, size, from);
    }

    /** Calls bpf_probe_read_str: reads memory that may not be there. */
    public static Item helperProbeReadStr(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeReadStr", Helper.PROBE_READ_STR, to, size, from);
    }

    /** Calls bpf_probe_read_user_str: reads memory that may not be there. */
    public static Item helperProbeReadUserStr(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeReadUserStr", Helper.PROBE_READ_USER_STR, to, size, from);
    }

    /** Calls bpf_probe_read_kernel_str: reads memory that may not be there. */
    public static Item helperProbeReadKernelStr(Reg to, long size, Reg from) {
        return HelperCall.of("helperProbeReadKernelStr", Helper.PROBE_READ_KERNEL_STR, to, size, from);
    }

    /** Calls bpf_skb_load_bytes. */
    public static Item helperSkbLoadBytes(Reg skb, Reg offset, Reg to, long size) {
        return HelperCall.of("helperSkbLoadBytes", Helper.SKB_LOAD_BYTES, skb, offset, to, size);
    }

    /** Calls bpf_skb_load_bytes at a known offset. */
    public static Item helperSkbLoadBytes(Reg skb, long offset, Reg to, long size) {
        return HelperCall.of("helperSkbLoadBytes", Helper.SKB_LOAD_BYTES, skb, offset, to, size);
    }

    /** Calls bpf_xdp_adjust_head. */
    public static Item helperXdpAdjustHead(Reg xdp, long delta) {
        return HelperCall.of("helperXdpAdjustHead", Helper.XDP_ADJUST_HEAD, xdp, delta);
    }

    /** Calls bpf_xdp_adjust_head with the distance in a register. */
    public static Item helperXdpAdjustHead(Reg xdp, Reg delta) {
        return HelperCall.of("helperXdpAdjustHead", Helper.XDP_ADJUST_HEAD, xdp, delta);
    }

    /** Calls bpf_xdp_adjust_meta. */
    public static Item helperXdpAdjustMeta(Reg xdp, long delta) {
        return HelperCall.of("helperXdpAdjustMeta", Helper.XDP_ADJUST_META, xdp, delta);
    }

    /** Calls bpf_xdp_adjust_meta with the distance in a register. */
    public static Item helperXdpAdjustMeta(Reg xdp, Reg delta) {
        return HelperCall.of("helperXdpAdjustMeta", Helper.XDP_ADJUST_META, xdp, delta);
    }

    /** Calls bpf_xdp_adjust_tail. */
    public static Item helperXdpAdjustTail(Reg xdp, long delta) {
        return HelperCall.of("helperXdpAdjustTail", Helper.XDP_ADJUST_TAIL, xdp, delta);
    }

    /** Calls bpf_xdp_adjust_tail with the distance in a register. */
    public static Item helperXdpAdjustTail(Reg xdp, Reg delta) {
        return HelperCall.of("helperXdpAdjustTail", Helper.XDP_ADJUST_TAIL, xdp, delta);
    }

    /** Calls bpf_csum_diff. */
    public static Item helperCsumDiff(Reg from, long fromSize, Reg to, long toSize, Reg seed) {
        return HelperCall.of("helperCsumDiff", Helper.CSUM_DIFF, from, fromSize, to, toSize, seed);
    }

    /** Calls bpf_redirect. */
    public static Item helperRedirect(long ifindex, long flags) {
        return HelperCall.of("helperRedirect", Helper.REDIRECT, ifindex, flags);
    }

    /** Calls bpf_redirect_map. */
    public static Item helperRedirectMap(Reg map, Reg key, long flags) {
        return HelperCall.of("helperRedirectMap", Helper.REDIRECT_MAP, map, key, flags);
    }

    /** Calls bpf_tail_call: goes on in another program, or here when there is none. */
    public static Item helperTailCall(Reg context, Reg map, Reg index) {
        return HelperCall.of("helperTailCall", Helper.TAIL_CALL, context, map, index);
    }

    /** Calls bpf_tail_call with a known index. */
    public static Item helperTailCall(Reg context, Reg map, long index) {
        return HelperCall.of("helperTailCall", Helper.TAIL_CALL, context, map, index);
    }

    /** Calls bpf_spin_lock. */
    public static Item helperSpinLock(Reg lock) {
        return HelperCall.of("helperSpinLock", Helper.SPIN_LOCK, lock);
    }

    /** Calls bpf_spin_unlock. */
    public static Item helperSpinUnlock(Reg lock) {
        return HelperCall.of("helperSpinUnlock", Helper.SPIN_UNLOCK, lock);
    }
}
