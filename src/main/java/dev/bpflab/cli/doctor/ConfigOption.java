package dev.bpflab.cli.doctor;

/** The options of a kernel's configuration that matter here, each with what its absence prevents. */
enum ConfigOption {
    BPF_SYSCALL("everything live: there is no bpf(2)"),
    BPF_JIT("nothing, but programs are interpreted, which is slower"),
    BPF_EVENTS("attaching to tracepoints and samples: labs 2.1 and 2.3, live"),
    PERF_EVENTS("perf_event_open(2): labs 2.1 and 2.3, live"),
    TRACING("tracepoints: lab 2.1, live"),
    KALLSYMS("the names of kernel functions in lab 2.3"),
    MEMFD_CREATE("burnCpu and sleepIn: lab 2.3, live"),
    NET("lab 2.2, live"),
    NET_NS("a network of the lab's own: lab 2.2, live"),
    VETH("the lab's pair of interfaces: lab 2.2, live"),
    PACKET("sending packets: lab 2.2, live"),
    NET_XGRESS("TCX, since Linux 6.6: what leaves, a challenge of lab 2.2, live"),
    DEBUG_INFO_BTF("nothing in these labs; bpftrace and CO-RE programs want it"),
    USER_NS("the sandbox for graded submissions, for who is not root"),
    SECCOMP_FILTER("a part of the sandbox for graded submissions"),
    CGROUPS("limits on memory and processes of graded submissions");

    private final String prevents;

    ConfigOption(String prevents) {
        this.prevents = prevents;
    }

    /** Returns the name as the configuration has it. */
    String key() {
        return "CONFIG_" + name();
    }

    String prevents() {
        return prevents;
    }
}
