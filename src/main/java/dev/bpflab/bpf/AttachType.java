package dev.bpflab.bpf;

import java.util.Locale;

/** The places for programs that Linux 6.18 numbers, in the order of {@code enum bpf_attach_type}. */
public enum AttachType {
    CGROUP_INET_INGRESS(ProgramType.CGROUP_SKB),
    CGROUP_INET_EGRESS(ProgramType.CGROUP_SKB),
    CGROUP_INET_SOCK_CREATE(ProgramType.CGROUP_SOCK),
    CGROUP_SOCK_OPS(ProgramType.SOCK_OPS),
    SK_SKB_STREAM_PARSER(ProgramType.SK_SKB),
    SK_SKB_STREAM_VERDICT(ProgramType.SK_SKB),
    CGROUP_DEVICE(ProgramType.CGROUP_DEVICE),
    SK_MSG_VERDICT(ProgramType.SK_MSG),
    CGROUP_INET4_BIND(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET6_BIND(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET4_CONNECT(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET6_CONNECT(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET4_POST_BIND(ProgramType.CGROUP_SOCK),
    CGROUP_INET6_POST_BIND(ProgramType.CGROUP_SOCK),
    CGROUP_UDP4_SENDMSG(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UDP6_SENDMSG(ProgramType.CGROUP_SOCK_ADDR),
    LIRC_MODE2(ProgramType.LIRC_MODE2),
    FLOW_DISSECTOR(ProgramType.FLOW_DISSECTOR),
    CGROUP_SYSCTL(ProgramType.CGROUP_SYSCTL),
    CGROUP_UDP4_RECVMSG(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UDP6_RECVMSG(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_GETSOCKOPT(ProgramType.CGROUP_SOCKOPT),
    CGROUP_SETSOCKOPT(ProgramType.CGROUP_SOCKOPT),
    TRACE_RAW_TP(ProgramType.TRACING),
    TRACE_FENTRY(ProgramType.TRACING),
    TRACE_FEXIT(ProgramType.TRACING),
    MODIFY_RETURN(ProgramType.TRACING),
    LSM_MAC(ProgramType.LSM),
    TRACE_ITER(ProgramType.TRACING),
    CGROUP_INET4_GETPEERNAME(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET6_GETPEERNAME(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET4_GETSOCKNAME(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_INET6_GETSOCKNAME(ProgramType.CGROUP_SOCK_ADDR),
    XDP_DEVMAP(ProgramType.XDP),
    CGROUP_INET_SOCK_RELEASE(ProgramType.CGROUP_SOCK),
    XDP_CPUMAP(ProgramType.XDP),
    SK_LOOKUP(ProgramType.SK_LOOKUP),
    XDP(ProgramType.XDP),
    SK_SKB_VERDICT(ProgramType.SK_SKB),
    SK_REUSEPORT_SELECT(ProgramType.SK_REUSEPORT),
    SK_REUSEPORT_SELECT_OR_MIGRATE(ProgramType.SK_REUSEPORT),
    PERF_EVENT(ProgramType.PERF_EVENT),
    TRACE_KPROBE_MULTI(ProgramType.KPROBE),
    LSM_CGROUP(ProgramType.LSM),
    STRUCT_OPS(ProgramType.STRUCT_OPS),
    NETFILTER(ProgramType.NETFILTER),
    TCX_INGRESS(ProgramType.SCHED_CLS),
    TCX_EGRESS(ProgramType.SCHED_CLS),
    TRACE_UPROBE_MULTI(ProgramType.KPROBE),
    CGROUP_UNIX_CONNECT(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UNIX_SENDMSG(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UNIX_RECVMSG(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UNIX_GETPEERNAME(ProgramType.CGROUP_SOCK_ADDR),
    CGROUP_UNIX_GETSOCKNAME(ProgramType.CGROUP_SOCK_ADDR),
    NETKIT_PRIMARY(ProgramType.SCHED_CLS),
    NETKIT_PEER(ProgramType.SCHED_CLS),
    TRACE_KPROBE_SESSION(ProgramType.KPROBE),
    TRACE_UPROBE_SESSION(ProgramType.KPROBE);

    private final ProgramType programType;

    AttachType(ProgramType programType) {
        this.programType = programType;
    }

    /** Returns the number that bpf(2) knows the place by. */
    public int number() {
        return ordinal();
    }

    /** Returns the type of the programs that go there; tracepoints and kprobes take {@link #PERF_EVENT} too. */
    public ProgramType programType() {
        return programType;
    }

    /** Returns the name in lower case: {@code tcx_egress}. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
