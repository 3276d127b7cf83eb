package dev.bpflab.sim;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Size;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Loads from {@code struct __sk_buff}, as Linux rewrites them. Behind some of its fields of 32 bits stands a narrower one of
 * the kernel: a load as wide as that one or wider gets all of it, wherever in the 32 bits it begins
 * ({@code bpf_convert_ctx_access}, net/core/filter.c).
 */
final class ContextLoads {
    /** The bytes that the kernel has behind a field, by the field's offset. */
    private static final Map<Integer, Integer> KERNEL_BYTES = Map.of(
            164, 2, // gso_segs
            176, 2, // gso_size
            4, 1, // pkt_type
            12, 2, // queue_mapping
            16, 2, // protocol
            20, 1, // vlan_present
            24, 2, // vlan_tci
            28, 2, // vlan_proto
            44, 2); // tc_index

    private ContextLoads() {}

    /**
     * Returns the instructions with those loads changed that need it.
     *
     * @param slots where the context is loaded from
     */
    static List<Insn> asLinuxDoes(ProgramType type, List<Insn> insns, BitSet slots) {
        boolean onSocketBuffer = type == ProgramType.SOCKET_FILTER || type == ProgramType.SCHED_CLS;
        if (!onSocketBuffer || slots.isEmpty()) {
            return insns;
        }
        List<Insn> changed = new ArrayList<>(insns.size());
        int slot = 0;
        for (Insn insn : insns) {
            changed.add(slots.get(slot) && insn instanceof Insn.Load load ? whole(load) : insn);
            slot += insn.slots();
        }
        return changed;
    }

    private static Insn whole(Insn.Load load) {
        int field = load.offset() & -Size.W.bytes();
        int bytes = KERNEL_BYTES.getOrDefault(field, Size.W.bytes());
        return load.size().bytes() < bytes
                ? load
                : new Insn.Load(load.size(), load.signed(), load.dst(), load.src(), (short) field);
    }
}
