package dev.bpflab.bpf;

/**
 * What the kernel knows of a link (BPF_OBJ_GET_INFO_BY_FD).
 *
 * @param id the number that tools such as bpftool show
 * @param type the number of {@code enum bpf_link_type}, see {@link #typeName}
 * @param programId the id of the attached program
 * @param target where it is attached, see {@link LinkTarget}; empty for a type of link that is not made here
 */
public record LinkInfo(int id, int type, int programId, String target) {
    private static final String[] TYPES = {
        "unspec",
        "raw_tracepoint",
        "tracing",
        "cgroup",
        "iter",
        "netns",
        "xdp",
        "perf_event",
        "kprobe_multi",
        "struct_ops",
        "netfilter",
        "tcx",
        "uprobe_multi",
        "netkit",
        "sockmap"
    };

    /** Returns the kernel's name of the type. */
    public String typeName() {
        return type >= 0 && type < TYPES.length ? TYPES[type] : "type " + type;
    }

    @Override
    public String toString() {
        return "link " + id + ": " + typeName() + ", program " + programId + (target.isEmpty() ? "" : ", " + target);
    }
}
