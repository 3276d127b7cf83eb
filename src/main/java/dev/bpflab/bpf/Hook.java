package dev.bpflab.bpf;

/** A place in the kernel to which a program can be attached. */
public sealed interface Hook {
    /** Returns the type of the programs that fit. */
    ProgramType programType();

    /** Returns the hook as people write it, such as {@code tracepoint sched/sched_process_exec}. */
    String describe();

    /** Calls the visitor's method for this kind of hook. */
    <T> T accept(Visitor<T> visitor);

    /** What is different for each kind of hook. */
    interface Visitor<T> {
        /** Visits a static tracepoint. */
        T tracepoint(Tracepoint hook);

        /** Visits a raw tracepoint. */
        T rawTracepoint(RawTracepoint hook);

        /** Visits an interface's XDP hook. */
        T xdp(Xdp hook);

        /** Visits an interface's TCX hook. */
        T tcx(Tcx hook);

        /** Visits sampling by a clock. */
        T perfSampling(PerfSampling hook);

        /** Visits a socket's filter. */
        T socketFilter(SocketFilter hook);
    }

    /** A static tracepoint of the kernel: a directory of {@code /sys/kernel/tracing/events}. */
    record Tracepoint(String category, String name) implements Hook {
        @Override
        public ProgramType programType() {
            return ProgramType.TRACEPOINT;
        }

        @Override
        public String describe() {
            return "tracepoint " + category + "/" + name;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.tracepoint(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** A tracepoint with its bare arguments, which have no format file: {@code sys_enter}, {@code sched_switch}. */
    record RawTracepoint(String name) implements Hook {
        @Override
        public ProgramType programType() {
            return ProgramType.RAW_TRACEPOINT;
        }

        @Override
        public String describe() {
            return "raw tracepoint " + name;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.rawTracepoint(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** Where packets arrive at an interface of the stage, before the kernel has looked at them. */
    record Xdp(String device, Mode mode) implements Hook {
        /** Who runs the program. */
        public enum Mode {
            /** The network stack, on a socket buffer: works on every interface and with every MTU. */
            GENERIC,
            /** The interface's driver, before there is a socket buffer. */
            NATIVE
        }

        @Override
        public ProgramType programType() {
            return ProgramType.XDP;
        }

        @Override
        public String describe() {
            return (mode == Mode.NATIVE ? "native xdp " : "xdp ") + device;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.xdp(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** Where packets enter or leave the traffic control of an interface of the stage; since Linux 6.6. */
    record Tcx(String device, Direction direction) implements Hook {
        @Override
        public ProgramType programType() {
            return ProgramType.SCHED_CLS;
        }

        @Override
        public String describe() {
            return "tcx " + direction.kernelName() + " " + device;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.tcx(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /**
     * Samples by the CPU's clock, on every CPU that is online or of one process.
     *
     * @param hertz samples a second, on each CPU
     * @param pid the process or thread, or {@link #EVERY_PROCESS}
     */
    record PerfSampling(long hertz, long pid) implements Hook {
        /** Stands for whatever a CPU runs, the idle task too. */
        public static final long EVERY_PROCESS = -1;

        /** Checks the frequency; EINVAL when it is none. */
        public PerfSampling {
            if (hertz < 1) {
                throw new BpfException(
                        "sample", Errno.EINVAL, hertz + " samples a second are no frequency", "use 1 or more");
            }
        }

        @Override
        public ProgramType programType() {
            return ProgramType.PERF_EVENT;
        }

        @Override
        public String describe() {
            return "sampling at " + hertz + " Hz" + (pid == EVERY_PROCESS ? "" : " of process " + pid);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.perfSampling(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** A packet socket that gets what arrives at an interface of the stage; its programs see the Ethernet header too. */
    record SocketFilter(String device) implements Hook {
        @Override
        public ProgramType programType() {
            return ProgramType.SOCKET_FILTER;
        }

        @Override
        public String describe() {
            return "socket filter on " + device;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.socketFilter(this);
        }

        @Override
        public String toString() {
            return describe();
        }
    }
}
