package dev.bpflab.bpf;

import java.util.Locale;
import java.util.Optional;

/** The program types of Linux 6.18, in the order of {@code enum bpf_prog_type}. */
public enum ProgramType {
    SOCKET_FILTER,
    KPROBE,
    SCHED_CLS,
    SCHED_ACT,
    TRACEPOINT,
    XDP,
    PERF_EVENT,
    CGROUP_SKB,
    CGROUP_SOCK,
    LWT_IN,
    LWT_OUT,
    LWT_XMIT,
    SOCK_OPS,
    SK_SKB,
    CGROUP_DEVICE,
    SK_MSG,
    RAW_TRACEPOINT,
    CGROUP_SOCK_ADDR,
    LWT_SEG6LOCAL,
    LIRC_MODE2,
    SK_REUSEPORT,
    FLOW_DISSECTOR,
    CGROUP_SYSCTL,
    RAW_TRACEPOINT_WRITABLE,
    CGROUP_SOCKOPT,
    TRACING,
    STRUCT_OPS,
    EXT,
    LSM,
    SK_LOOKUP,
    SYSCALL,
    NETFILTER;

    private static final ProgramType[] ALL = values();

    /** Returns the number that bpf(2) knows the type by, from 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** Returns the name in lower case: {@code raw_tracepoint}. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what messages call such a program: {@code a raw_tracepoint program}, {@code an xdp program}. */
    public String aProgram() {
        return (this == XDP || this == EXT ? "an " : "a ") + kernelName() + " program";
    }

    /** Returns the type with this number, empty for a number that Linux 6.18 does not have. */
    public static Optional<ProgramType> ofNumber(int number) {
        return number >= 1 && number <= ALL.length ? Optional.of(ALL[number - 1]) : Optional.empty();
    }
}
