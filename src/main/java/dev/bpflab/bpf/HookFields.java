package dev.bpflab.bpf;

import dev.bpflab.isa.ContextField;
import dev.bpflab.isa.ContextFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of the context that programs get at each kind of hook (linux/bpf.h); those of tracepoints from the host. */
record HookFields(BpfHost host) implements Hook.Visitor<ContextFields> {
    private static final int U32 = 4;
    private static final int U64 = 8;
    /** As many as any raw tracepoint has. */
    private static final int MOST_ARGUMENTS = 12;

    private static final ContextFields XDP_MD =
            numbers("xdp_md", "data", "data_end", "data_meta", "ingress_ifindex", "rx_queue_index", "egress_ifindex");

    private static final ContextFields SK_BUFF = skBuff();

    private static ContextFields numbers(String of, String... names) {
        List<ContextField> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(new ContextField(name, "__u32", fields.size() * U32, U32, false));
        }
        return new ContextFields(of, fields);
    }

    private static ContextFields skBuff() {
        List<ContextField> fields = new ArrayList<>(numbers(
                        "",
                        "len",
                        "pkt_type",
                        "mark",
                        "queue_mapping",
                        "protocol",
                        "vlan_present",
                        "vlan_tci",
                        "vlan_proto",
                        "priority",
                        "ingress_ifindex",
                        "ifindex",
                        "tc_index")
                .all());
        fields.add(new ContextField("cb", "__u32[5]", 48, 20, false));
        int offset = 68;
        for (String name :
                List.of("hash", "tc_classid", "data", "data_end", "napi_id", "family", "remote_ip4", "local_ip4")) {
            fields.add(new ContextField(name, "__u32", offset, U32, false));
            offset += U32;
        }
        fields.add(new ContextField("remote_ip6", "__u32[4]", 100, 16, false));
        fields.add(new ContextField("local_ip6", "__u32[4]", 116, 16, false));
        fields.add(new ContextField("remote_port", "__u32", 132, U32, false));
        fields.add(new ContextField("local_port", "__u32", 136, U32, false));
        fields.add(new ContextField("data_meta", "__u32", 140, U32, false));
        fields.add(new ContextField("flow_keys", "struct bpf_flow_keys *", 144, U64, false));
        fields.add(new ContextField("tstamp", "__u64", 152, U64, false));
        fields.add(new ContextField("wire_len", "__u32", 160, U32, false));
        fields.add(new ContextField("gso_segs", "__u32", 164, U32, false));
        fields.add(new ContextField("sk", "struct bpf_sock *", 168, U64, false));
        fields.add(new ContextField("gso_size", "__u32", 176, U32, false));
        fields.add(new ContextField("tstamp_type", "__u8", 180, Byte.BYTES, false));
        fields.add(new ContextField("hwtstamp", "__u64", 184, U64, false));
        return new ContextFields("__sk_buff", fields);
    }

    @Override
    public ContextFields tracepoint(Hook.Tracepoint hook) {
        return ContextFields.parse(hook.category() + "/" + hook.name(), host.tracepointFormat(hook))
                .withVersion4(host.hasVersion4());
    }

    @Override
    public ContextFields rawTracepoint(Hook.RawTracepoint hook) {
        List<ContextField> fields = new ArrayList<>();
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            fields.add(new ContextField("arg" + i, "__u64", i * U64, U64, false));
        }
        return new ContextFields(hook.describe(), fields);
    }

    @Override
    public ContextFields xdp(Hook.Xdp hook) {
        return XDP_MD;
    }

    @Override
    public ContextFields tcx(Hook.Tcx hook) {
        return SK_BUFF;
    }

    @Override
    public ContextFields perfSampling(Hook.PerfSampling hook) {
        // The registers before these two are the processor's.
        int registers = 168;
        return new ContextFields(
                "bpf_perf_event_data",
                List.of(
                        new ContextField("sample_period", "__u64", registers, U64, false),
                        new ContextField("addr", "__u64", registers + U64, U64, false)));
    }

    @Override
    public ContextFields socketFilter(Hook.SocketFilter hook) {
        return SK_BUFF;
    }
}
